import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconMinus, IconPlus, IconZoomScan } from '@tabler/icons-react';
import classes from './image-viewer.module.css';
import type { Stage } from './use-stage.ts';

interface StageControlsProps {
  stage: Stage;
  /** Brings what is selected nearer; left out where nothing is. */
  onZoomToSelected: (() => void) | null;
}

/** Buttons that zoom in and out, go to what is selected, and bring back the whole image. */
export function StageControls({ stage, onZoomToSelected }: StageControlsProps) {
  const controls = [
    { name: 'Zoom out', sign: '−', icon: IconMinus, act: () => stage.zoom(0.8) },
    { name: 'Zoom in', sign: '+', icon: IconPlus, act: () => stage.zoom(1.25) },
    {
      name: 'Zoom to the selected annotation',
      sign: 'Z',
      icon: IconZoomScan,
      act: onZoomToSelected,
    },
    { name: 'Fit the image', sign: '0', icon: IconArrowsMaximize, act: stage.fit },
  ];
  return (
    <ActionIcon.Group className={classes.controls}>
      {controls.map(({ name, sign, icon: Icon, act }) =>
        act === null ? null : (
          <Tooltip key={name} label={`${name} (${sign})`}>
            <ActionIcon variant="default" size="lg" aria-label={name} onClick={act}>
              <Icon size={16} />
            </ActionIcon>
          </Tooltip>
        ),
      )}
    </ActionIcon.Group>
  );
}
