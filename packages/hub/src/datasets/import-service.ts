import type { ImportFormat, ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import { v7 as createId } from 'uuid';
import type { Principal } from '../access/principal.ts';
import type { OrganisationCallers } from '../egress/organisation-callers.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import { writeParts } from './conversation-document.ts';
import type { DatasetsService } from './datasets-service.ts';
import type { FileParts } from './import/download-file.ts';
import { importFiles } from './import/import-files.ts';
import { importList } from './import/import-list.ts';
import { createImportReport } from './import/import-report.ts';
import {
  type FindKnown,
  type ImportStep,
  keyTaken,
  type UploadedFile,
} from './import/import-step.ts';
import { importTextLines } from './import/import-text-lines.ts';
import type { IncomingFiles } from './import/incoming-files.ts';
import { readCsvList } from './import/read-csv-list.ts';
import { readJsonLinesList } from './import/read-json-lines-list.ts';
import { readCsvPrompts, readJsonLinesPrompts } from './import/read-prompts.ts';
import type { ImportStore, KnownRow } from './import-store.ts';
import type { VideosService } from './videos/videos-service.ts';

/** Rows saved in one transaction. */
const batchSize = 200;

type ReadStep = Extract<ImportStep, { kind: 'read' }>;

export type ImportService = ReturnType<typeof createImportService>;

/** Imports uploads into datasets. */
export function createImportService(parts: {
  store: ImportStore;
  datasets: DatasetsService;
  storage: AssetStorage;
  videos: VideosService;
  incoming: IncomingFiles;
  callers: OrganisationCallers;
}) {
  const { store, datasets, storage, videos, incoming, callers } = parts;

  return {
    /**
     * Reads an upload to its end and saves its rows as they come, so that what was read before a
     * broken connection is there. Doing it again adds only what is missing.
     */
    async importInto(
      principal: Principal,
      datasetId: string,
      format: ImportFormat,
      files: AsyncIterable<UploadedFile>,
    ): Promise<ImportReport> {
      const { organisationId } = principal;
      await datasets.getDataset(organisationId, datasetId);
      const findKnown: FindKnown = (keys) => store.findKnown(organisationId, datasetId, keys);
      const caller = await callers.of(organisationId);
      const reading = { organisationId, caller, storage, videos, incoming, findKnown };
      const told = createImportReport();
      const batch: ReadStep[] = [];
      const letGo = await store.keepFiles();
      try {
        for await (const step of readSteps(format, files, reading)) {
          told.note(step);
          if (step.kind === 'read') batch.push(step);
          if (batch.length < batchSize) continue;
          await save(principal, datasetId, batch.splice(0), told);
        }
      } finally {
        try {
          await save(principal, datasetId, batch, told);
          await store.recordImport(principal, datasetId, told.report.imported);
        } finally {
          await letGo();
        }
      }
      return told.report;
    },
  };

  function readSteps(
    format: ImportFormat,
    files: AsyncIterable<UploadedFile>,
    reading: FileParts & { findKnown: FindKnown },
  ): AsyncIterable<ImportStep> {
    switch (format) {
      case 'files':
        return importFiles(files, reading);
      case 'text-lines':
        return importTextLines(files);
      case 'urls-csv':
        return importList(files, readCsvList, reading);
      case 'rows-jsonl':
        return importList(files, readJsonLinesList, reading);
      case 'prompts-csv':
        return importList(files, readCsvPrompts, reading);
      case 'prompts-jsonl':
        return importList(files, readJsonLinesPrompts, reading);
    }
  }

  /** Saves rows whose global keys are new; the others are compared with what stands there. */
  async function save(
    { organisationId }: Principal,
    datasetId: string,
    batch: readonly ReadStep[],
    told: ReturnType<typeof createImportReport>,
  ): Promise<void> {
    if (batch.length === 0) return;
    const keys = batch.map(({ row }) => row.globalKey);
    const known = await store.findKnown(organisationId, datasetId, keys);
    const fresh: ReadStep[] = [];
    for (const step of batch) {
      const { globalKey } = step.row;
      const existing = known.get(globalKey);
      if (!existing) {
        known.set(globalKey, step.row);
        fresh.push(step);
      } else if (isSameRow(existing, step.row)) {
        told.note({ kind: 'already there', source: step.source });
      } else {
        told.note(keyTaken(step.source, globalKey));
      }
    }
    const rows = fresh.map(({ row }) => ({ id: createId(), ...row }));
    const added = await store.addRows(organisationId, datasetId, rows);
    // Where another import was faster, they are there.
    told.count({ imported: added, alreadyThere: rows.length - added });
  }
}

function isSameRow(one: KnownRow, other: KnownRow): boolean {
  return (
    one.assetHash === other.assetHash &&
    writeParts(one.attachments) === writeParts(other.attachments)
  );
}
