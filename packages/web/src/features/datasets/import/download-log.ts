import { errorCodes } from '@patchbay/core/error/codes.ts';
import { writeRecord } from '@patchbay/core/formats/csv-cells.ts';
import { type LogEntry, readLog } from './import-log.ts';

/** Gives the person the whole log as a CSV that a spreadsheet opens, without holding it as one text. */
export async function downloadLog(datasetId: string): Promise<void> {
  const parts: Blob[] = [];
  let records = [writeRecord(['source', 'outcome', 'code', 'message', 'remedy'], 'safe')];
  await readLog(datasetId, (entry) => {
    records.push(writeEntry(entry));
    if (records.length < 5000) return;
    parts.push(new Blob(records));
    records = [];
  });
  const file = new Blob([...parts, ...records], { type: 'text/csv' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'import-report.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}

function writeEntry({ source, code, message }: LogEntry): string {
  const outcome = code === null ? 'left out' : 'failed';
  const remedy = code === null ? null : errorCodes[code].remedy;
  return writeRecord([source, outcome, code, message, remedy], 'safe');
}
