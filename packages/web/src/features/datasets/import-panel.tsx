import { Alert, Button, FileButton, Group, Progress, Select, Stack, Text } from '@mantine/core';
import {
  type ImportFormat,
  type ImportReport,
  importFormats,
} from '@patchbay/core/api/dataset-routes.ts';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { uploadFiles } from '../../api/upload.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { FileDrop } from './file-drop.tsx';
import { guessImportFormat } from './guess-import-format.ts';
import { ImportFailures } from './import-failures.tsx';
import { ImportWarnings } from './import-warnings.tsx';

const formatNames: { readonly [Format in ImportFormat]: string } = {
  files: 'Each file is a data row, ZIP archives are unpacked',
  'urls-csv': 'CSV list of addresses',
  'rows-jsonl': 'JSON Lines: each line is a data row',
  'text-lines': 'Each line of a text file is a data row',
  'prompts-csv': 'CSV of prompts, with expected completions',
  'prompts-jsonl': 'JSON Lines of prompts, with expected completions',
};

/** Imports files into a dataset: dropped or chosen, with progress, and told what could not be read. */
export function ImportPanel({ datasetId }: { datasetId: string }) {
  const [format, setFormat] = useState<ImportFormat | null>(null);
  const [share, setShare] = useState(0);
  const queryClient = useQueryClient();
  const importing = useMutation({
    mutationFn: (files: File[]) => {
      setShare(0);
      const guessed = guessImportFormat(files.map((file) => file.name));
      return uploadFiles({ datasetId, files, format: format ?? guessed, onProgress: setShare });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: api.datasets.key() }),
  });
  const take = (files: File[]) => {
    if (files.length > 0) importing.mutate(files);
  };

  return (
    <Stack gap="md">
      <FileDrop onFiles={take} isDisabled={importing.isPending}>
        <IconUpload size={26} aria-hidden />
        <Text size="sm" ta="center">
          Drop images, texts, pages, conversations or videos here, ZIP archives or lists of them, or
        </Text>
        <Group gap="xs" justify="center">
          <FileButton onChange={take} multiple>
            {(props) => (
              <Button {...props} size="xs" variant="light" loading={importing.isPending}>
                Choose files
              </Button>
            )}
          </FileButton>
          <FormatSelect format={format} onChange={setFormat} />
        </Group>
      </FileDrop>
      <div aria-live="polite">
        {importing.isPending && <UploadProgress share={share} />}
        {importing.data && (
          <Alert color={importing.data.failedCount > 0 ? 'yellow' : 'teal'} variant="light">
            {describeImport(importing.data)}
            <ImportWarnings warnings={importing.data.warnings} />
          </Alert>
        )}
      </div>
      {importing.data && <ImportFailures report={importing.data} />}
      {importing.error && <FailureNotice error={importing.error} />}
    </Stack>
  );
}

interface FormatSelectProps {
  format: ImportFormat | null;
  onChange: (format: ImportFormat | null) => void;
}

function FormatSelect({ format, onChange }: FormatSelectProps) {
  return (
    <Select
      size="xs"
      w={320}
      aria-label="How the files are to be understood"
      placeholder="As their names say"
      data={importFormats.map((value) => ({ value, label: formatNames[value] }))}
      value={format}
      onChange={(value) => onChange(importFormats.find((known) => known === value) ?? null)}
      clearable
    />
  );
}

function UploadProgress({ share }: { share: number }) {
  return (
    <Stack gap={6}>
      <Progress value={share * 100} animated aria-label="Sent" />
      <Text size="sm" c="dimmed">
        {share < 1 ? `${Math.round(share * 100)} % sent` : 'The hub is reading the files …'}
      </Text>
    </Stack>
  );
}

function describeImport(report: ImportReport): string {
  const { imported, alreadyThere, failedCount, leftOut } = report;
  const parts = [`${imported.toLocaleString()} imported`];
  if (alreadyThere > 0) parts.push(`${alreadyThere.toLocaleString()} were there already`);
  if (leftOut.count > 0) {
    parts.push(
      `${leftOut.count.toLocaleString()} files of archives left out, which are no data rows`,
    );
  }
  if (failedCount > 0) parts.push(`${failedCount.toLocaleString()} could not be read`);
  return `${parts.join(', ')}.`;
}
