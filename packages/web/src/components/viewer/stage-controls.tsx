import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconMinus, IconPlus } from '@tabler/icons-react';
import classes from './image-viewer.module.css';
import type { Stage } from './use-stage.ts';

/** Buttons that zoom in and out and bring back the whole image. */
export function StageControls({ stage }: { stage: Stage }) {
  const controls = [
    { name: 'Zoom out', icon: IconMinus, act: () => stage.zoom(0.8) },
    { name: 'Zoom in', icon: IconPlus, act: () => stage.zoom(1.25) },
    { name: 'Fit the image', icon: IconArrowsMaximize, act: stage.fit },
  ];
  return (
    <ActionIcon.Group className={classes.controls}>
      {controls.map(({ name, icon: Icon, act }) => (
        <Tooltip key={name} label={name}>
          <ActionIcon variant="default" size="lg" aria-label={name} onClick={act}>
            <Icon size={16} />
          </ActionIcon>
        </Tooltip>
      ))}
    </ActionIcon.Group>
  );
}
