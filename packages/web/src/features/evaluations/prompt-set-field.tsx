import { Alert, Button, FileButton, Group, Progress, Select, Stack, Text } from '@mantine/core';
import type { DatasetView, ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client } from '../../api/client.ts';
import { uploadFiles } from '../../api/upload.ts';
import { describeRows } from '../../components/describe-rows.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';

interface PromptSetFieldProps {
  datasets: readonly DatasetView[];
  datasetId: string | null;
  error: string | undefined;
  onChange: (datasetId: string | null) => void;
}

/** Chooses the prompts: a dataset that is there, or a list that is uploaded into a new one. */
export function PromptSetField({ datasets, datasetId, error, onChange }: PromptSetFieldProps) {
  return (
    <Stack gap="sm">
      <Select
        label="Dataset with the prompts"
        description="Texts and conversations; what is expected of an answer stands beside them."
        placeholder="Choose a dataset, or upload a prompt set"
        data={datasets.map((dataset) => ({
          value: dataset.id,
          label: `${showControls(dataset.name)} (${describeRows(dataset)})`,
          disabled: !hasPrompts(dataset),
        }))}
        value={datasetId}
        error={error}
        onChange={onChange}
        searchable
        withAsterisk
      />
      <PromptSetUpload taken={datasets.map(({ name }) => name)} onUploaded={onChange} />
    </Stack>
  );
}

function hasPrompts({ rowCounts }: DatasetView): boolean {
  return rowCounts.text + rowCounts.html + rowCounts.conversational > 0;
}

function PromptSetUpload(props: {
  taken: readonly string[];
  onUploaded: (datasetId: string) => void;
}) {
  const [share, setShare] = useState(0);
  const queryClient = useQueryClient();
  const uploading = useMutation({
    mutationFn: async (file: File) => {
      setShare(0);
      const name = freeName(file.name, props.taken);
      const { id } = await client.datasets.create({ name });
      const format = /\.csv$/i.test(file.name) ? 'prompts-csv' : 'prompts-jsonl';
      const report = await uploadFiles({
        datasetId: id,
        files: [{ name: file.name, content: file }],
        format,
        onProgress: (sentBytes) => setShare(file.size > 0 ? sentBytes / file.size : 1),
        signal: new AbortController().signal,
      });
      return { id, report };
    },
    onSuccess: async ({ id, report }) => {
      await queryClient.invalidateQueries({ queryKey: api.datasets.key() });
      if (report.imported > 0) props.onUploaded(id);
    },
  });
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <FileButton
          onChange={(file) => file && uploading.mutate(file)}
          accept=".csv,.jsonl,.ndjson"
          inputProps={{ 'aria-label': 'Prompt set' }}
        >
          {(button) => (
            <Button
              {...button}
              variant="default"
              loading={uploading.isPending}
              leftSection={<IconUpload size={16} aria-hidden />}
            >
              Upload a prompt set
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed" flex="1 1 240px">
          CSV or JSON Lines with <b>prompt</b>, and optional <b>expected completion</b>,{' '}
          <b>system</b>, and <b>completion: name</b> for answers made elsewhere.
        </Text>
      </Group>
      {uploading.isPending && <Progress value={share * 100} aria-label="Upload" />}
      {uploading.error && <FailureNotice error={uploading.error} />}
      {uploading.data && <UploadReport report={uploading.data.report} />}
    </Stack>
  );
}

const shownFailures = 8;

/** What became of the lines. */
function UploadReport({ report }: { report: ImportReport }) {
  const { imported, failed, failedCount } = report;
  return (
    <Alert
      role="status"
      color={failedCount > 0 ? 'yellow' : 'teal'}
      title={`${imported.toLocaleString()} ${imported === 1 ? 'prompt' : 'prompts'} imported${
        failedCount > 0 ? `, ${failedCount.toLocaleString()} could not be read` : ''
      }`}
    >
      {failed.slice(0, shownFailures).map(({ source, problem }) => (
        <Text key={source} size="sm">
          <b>{showControls(source)}</b> {showControls(problem.message)}
        </Text>
      ))}
      {failedCount > shownFailures && (
        <Text size="sm">and {(failedCount - shownFailures).toLocaleString()} more</Text>
      )}
    </Alert>
  );
}

/** The name of the file without its end, with a number where it is taken. */
function freeName(fileName: string, taken: readonly string[]): string {
  const base =
    fileName
      .replace(/\.[^.]*$/, '')
      .trim()
      .slice(0, 100) || 'Prompts';
  let name = base;
  for (let number = 2; taken.includes(name); number += 1) name = `${base} ${number}`;
  return name;
}
