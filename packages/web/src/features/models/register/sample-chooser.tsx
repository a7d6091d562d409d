import { Button, FileButton, Group, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconDatabase, IconPencil, IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { readSampleFile, type Sample } from './sample.ts';
import { SampleRowPicker } from './sample-row-picker.tsx';
import classes from './sample-step.module.css';

interface SampleChooserProps {
  /** What the model takes. */
  types: readonly DataRowType[];
  sample: Sample | null;
  onChange: (sample: Sample) => void;
}

/** A picture that is dropped or opened, a text that is pasted, or a data row. */
export function SampleChooser({ types, sample, onChange }: SampleChooserProps) {
  const [isPicking, { open, close }] = useDisclosure(false);
  const [isOver, setOver] = useState(false);
  const takesImages = types.includes('image');
  const take = (file: File | null | undefined) =>
    void (file && readSampleFile(file).then(onChange));
  const typed = types.filter((type) => type === 'text' || type === 'html');
  return (
    <section
      className={classes.drop}
      aria-label="The sample"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(takesImages);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (takesImages) take(event.dataTransfer.files[0]);
      }}
    >
      <Group gap="xs">
        {takesImages && <ChoosePicture onFile={take} />}
        {typed.map((type) => (
          <Button
            key={type}
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => onChange({ kind: 'text', type, text: '' })}
          >
            {type === 'text' ? 'Paste a text' : 'Paste a page'}
          </Button>
        ))}
        <Button
          variant="default"
          leftSection={<IconDatabase size={16} aria-hidden />}
          onClick={open}
        >
          Pick a data row
        </Button>
      </Group>
      {sample?.kind === 'text' ? (
        <Textarea
          label={sample.type === 'text' ? 'Text' : 'Source of the page'}
          value={sample.text}
          autosize
          minRows={4}
          maxRows={14}
          onChange={(event) => onChange({ ...sample, text: event.currentTarget.value })}
        />
      ) : (
        <Text size="sm" c={sample ? undefined : 'dimmed'}>
          {describeSample(sample, takesImages)}
        </Text>
      )}
      <SampleRowPicker
        types={types}
        isOpen={isPicking}
        onClose={close}
        onPick={(row) => {
          close();
          onChange({ kind: 'data-row', row });
        }}
      />
    </section>
  );
}

function ChoosePicture({ onFile }: { onFile: (file: File | null) => void }) {
  return (
    <FileButton accept="image/*" onChange={onFile}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconPhoto size={16} aria-hidden />}>
          Choose a picture
        </Button>
      )}
    </FileButton>
  );
}

function describeSample(sample: Exclude<Sample, { kind: 'text' }> | null, takesImages: boolean) {
  if (!sample) return takesImages ? 'Or drop a picture here.' : 'Nothing is chosen yet.';
  const name = sample.kind === 'file' ? sample.file.name : sample.row.globalKey;
  return showControls(name);
}
