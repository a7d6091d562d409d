import { Alert, CloseButton, Group, Stack } from '@mantine/core';
import { countWords } from '../../../components/count-words.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { ImportLog } from './import-log-view.tsx';
import type { ImportState } from './import-state.ts';
import { ImportWarnings } from './import-warnings.tsx';

interface ImportReportViewProps {
  datasetId: string;
  state: ImportState;
  /** Takes the report off the page; null while the import goes on. */
  onDismiss: (() => void) | null;
}

/** What became of an import, so far or in the end. */
export function ImportReportView({ datasetId, state, onDismiss }: ImportReportViewProps) {
  const { report, phase } = state;
  const { failedCount, imported, alreadyThere, leftOut } = report;
  const isEmpty = imported + alreadyThere + failedCount + leftOut.count === 0;
  if (!onDismiss && isEmpty) return null;
  return (
    <Stack gap="md">
      <Alert
        role="status"
        color={failedCount > 0 || phase === 'cancelled' ? 'yellow' : 'teal'}
        variant="light"
      >
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <span>
            {describeImport(state)}
            {phase === 'cancelled' && ' It was cancelled; what was imported stays.'}
          </span>
          {onDismiss && <CloseButton size="sm" aria-label="Close the report" onClick={onDismiss} />}
        </Group>
        <ImportWarnings warnings={report.warnings} />
      </Alert>
      {phase === 'cancelled' && state.error !== null && <FailureNotice error={state.error} />}
      {state.logged > 0 && (
        <ImportLog datasetId={datasetId} count={state.logged} unlisted={state.unlisted} />
      )}
    </Stack>
  );
}

function describeImport({ report, files, phase }: ImportState): string {
  const { imported, alreadyThere, failedCount, leftOut } = report;
  if (phase === 'done' && files.total === 0 && failedCount === 0) {
    return leftOut.count > 0
      ? 'Nothing of what was chosen is of a type that is imported.'
      : 'There was no file in what was chosen.';
  }
  const parts = [`${imported.toLocaleString()} imported`];
  if (alreadyThere > 0) parts.push(`${alreadyThere.toLocaleString()} were there already`);
  if (leftOut.count > 0) {
    parts.push(
      countWords(leftOut.count, [
        'left out, which is no data row',
        'left out, which are no data rows',
      ]),
    );
  }
  if (failedCount > 0) parts.push(`${failedCount.toLocaleString()} could not be read`);
  return `${parts.join(', ')}.`;
}
