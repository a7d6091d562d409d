import { Button, FileButton, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { type ImportFormat, importFormats } from '@patchbay/core/api/dataset-routes.ts';
import { IconUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../../api/client.ts';
import {
  type ChosenFiles,
  chooseAddresses,
  chooseFiles,
  listAddresses,
  readDrop,
} from './chosen-files.ts';
import { FileDrop } from './file-drop.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportReportView } from './import-report-view.tsx';
import { isUnderWay } from './import-state.ts';
import { beginImport, dismissImport, useImport } from './imports.ts';
import { InterruptedNotice } from './interrupted-notice.tsx';

const formatNames: { readonly [Format in ImportFormat]: string } = {
  files: 'Each file is a data row, ZIP archives are unpacked',
  'urls-csv': 'CSV list of addresses',
  'rows-jsonl': 'JSON Lines: each line is a data row',
  'text-lines': 'Each line of a text file is a data row',
  'prompts-csv': 'CSV of prompts, with expected completions',
  'prompts-jsonl': 'JSON Lines of prompts, with expected completions',
};

/** Imports files, folders and addresses into a dataset, and tells what becomes of each. */
export function ImportPanel({ datasetId }: { datasetId: string }) {
  const [format, setFormat] = useState<ImportFormat | null>(null);
  const queryClient = useQueryClient();
  const current = useImport(datasetId);
  const isBusy = current !== null && isUnderWay(current.state);
  const begin = (choose: Parameters<typeof beginImport>[1]) =>
    beginImport(datasetId, choose, {
      format,
      onEnd: () => void queryClient.invalidateQueries({ queryKey: api.datasets.key() }),
    });
  const take = (chosen: ChosenFiles) => begin(async () => chosen);

  return (
    <Stack gap="md">
      {!isBusy && (
        <FileDrop onDrop={(transfer) => begin(dropped(transfer))}>
          <IconUpload size={26} aria-hidden />
          <Text size="sm" ta="center">
            Drop files or whole folders here: images, texts, pages, conversations or videos, ZIP
            archives, CSV and JSON Lines, or addresses
          </Text>
          <Group gap="xs" justify="center">
            <FileButton onChange={(files) => files.length > 0 && take(chooseFiles(files))} multiple>
              {(props) => (
                <Button {...props} size="xs" variant="light">
                  Choose files
                </Button>
              )}
            </FileButton>
            <FolderButton onFolder={take} />
            <Select
              size="xs"
              w={{ base: '100%', xs: 320 }}
              aria-label="How the files are to be understood"
              placeholder="As their names say"
              data={importFormats.map((value) => ({ value, label: formatNames[value] }))}
              value={format}
              onChange={(value) =>
                setFormat(importFormats.find((known) => known === value) ?? null)
              }
              clearable
            />
          </Group>
          <AddressField onAddresses={(addresses) => take(chooseAddresses(addresses))} />
        </FileDrop>
      )}
      {!current && <InterruptedNotice datasetId={datasetId} />}
      {current && isBusy && <ImportProgress {...current} />}
      {current && (
        <ImportReportView
          datasetId={datasetId}
          state={current.state}
          onDismiss={isBusy ? null : () => dismissImport(datasetId)}
        />
      )}
    </Stack>
  );
}

/** The files of a drop are asked for at once: a moment later the browser gives none out. */
function dropped(transfer: DataTransfer): Parameters<typeof beginImport>[1] {
  let tell: (count: number) => void = () => {};
  const reading = readDrop(transfer, (count) => tell(count));
  return (onFound) => {
    tell = onFound;
    return reading;
  };
}

function FolderButton({ onFolder }: { onFolder: (chosen: ChosenFiles) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={(element) => {
          input.current = element;
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        hidden
        aria-label="Folder"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          if (files.length > 0) onFolder(chooseFiles(files));
        }}
      />
      <Button size="xs" variant="light" onClick={() => input.current?.click()}>
        Choose a folder
      </Button>
    </>
  );
}

function AddressField({ onAddresses }: { onAddresses: (addresses: string[]) => void }) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  const addresses = listAddresses(text);
  if (!isOpen) {
    return (
      <Button size="compact-xs" variant="subtle" onClick={() => setOpen(true)}>
        Paste addresses
      </Button>
    );
  }
  return (
    <Stack gap="xs" w="100%" maw={620}>
      <Textarea
        label="Addresses"
        description="One on each line. The hub fetches them, and each is the global key of its data row."
        placeholder="https://images.example.com/7.jpg"
        autosize
        minRows={3}
        maxRows={10}
        data-autofocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button
        size="xs"
        disabled={addresses.length === 0}
        onClick={() => onAddresses(addresses)}
        style={{ alignSelf: 'flex-end' }}
      >
        Import {addresses.length.toLocaleString()}{' '}
        {addresses.length === 1 ? 'address' : 'addresses'}
      </Button>
    </Stack>
  );
}
