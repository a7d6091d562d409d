import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconDatabase, IconPencil, IconPhoto } from '@tabler/icons-react';
import { useEffect } from 'react';
import { rowTypeNames } from '../../components/describe-rows.ts';
import { DataRowPicker } from './data-row-picker.tsx';
import { nameSubject, typedTypes } from './subject.ts';
import classes from './subject-bar.module.css';
import type { ChosenSubject } from './use-subject.ts';

interface SubjectBarProps {
  model: ModelView;
  chosen: ChosenSubject;
}

/** Chooses what the model is asked about: a data row, a file that is dropped, pasted or opened, or a text. */
export function SubjectBar({ model, chosen }: SubjectBarProps) {
  const [isPicking, { open, close }] = useDisclosure(false);
  const takesImages = model.revision.dataRowTypes.includes('image');
  usePastedFile(takesImages ? chosen.chooseFile : null);
  const { subject } = chosen;
  return (
    <section aria-label="What to ask about" className={classes.bar}>
      <Group justify="space-between" gap="sm">
        <Stack gap={2} miw={0} style={{ flex: '1 1 220px' }}>
          <Text size="sm" fw={600} truncate>
            {subject ? showControls(nameSubject(subject)) : 'What shall the model be asked about?'}
          </Text>
          <Text size="xs" c="dimmed">
            {describeWays(model)}
          </Text>
        </Stack>
        <Group gap="xs">
          <Button
            variant="default"
            leftSection={<IconDatabase size={16} aria-hidden />}
            onClick={open}
          >
            Data row
          </Button>
          {takesImages && <OpenImage onFile={chosen.chooseFile} />}
          {typedTypes(model).map((type) => (
            <Button
              key={type}
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => chosen.type('', type)}
            >
              {type === 'text' ? 'Type a text' : 'Type a page'}
            </Button>
          ))}
        </Group>
      </Group>
      <DataRowPicker model={model} isOpen={isPicking} onClose={close} />
    </section>
  );
}

function OpenImage({ onFile }: { onFile: (file: File) => Promise<void> }) {
  return (
    <FileButton onChange={(file) => file && void onFile(file)} accept="image/*">
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconPhoto size={16} aria-hidden />}>
          Open an image
        </Button>
      )}
    </FileButton>
  );
}

function describeWays({ revision: { dataRowTypes } }: ModelView): string {
  const names = dataRowTypes.map((type) => rowTypeNames[type][1]).join(' and ');
  const drop = dataRowTypes.includes('image')
    ? ' Drop or paste an image here: it is sent to the model and kept nowhere.'
    : '';
  return `The model takes ${names}.${drop}`;
}

/** Takes an image that is pasted, wherever on the page; what is pasted into a field stays there. */
function usePastedFile(onFile: ((file: File) => Promise<void>) | null): void {
  useEffect(() => {
    if (!onFile) return;
    const listen = ({ clipboardData }: ClipboardEvent) => {
      const [file] = clipboardData?.files ?? [];
      if (file) void onFile(file);
    };
    window.addEventListener('paste', listen);
    return () => window.removeEventListener('paste', listen);
  }, [onFile]);
}
