import type {
  AuditEntryView,
  AuditExport,
  AuditExportFormat,
  AuditFilter,
} from '@patchbay/core/api/audit-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import {
  type AuditWriter,
  createAuditCsv,
  createAuditLines,
} from '@patchbay/core/formats/audit-lines.ts';
import type { ExportFile } from '../export-file.ts';
import type { AuditStore } from './audit-store.ts';
import type { Principal } from './principal.ts';

/** Entries that are read at once: the memory of an export. */
const batchSize = 500;

const mediaTypes: { readonly [Format in AuditExportFormat]: string } = {
  jsonl: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
};

export type AuditService = ReturnType<typeof createAuditService>;

/** Shows and exports who changed what. */
export function createAuditService(store: AuditStore) {
  return {
    list: (
      organisationId: string,
      query: AuditFilter & { cursor?: string; limit: number },
    ): Promise<Page<AuditEntryView>> => store.list(organisationId, query),

    /** A file of all entries that are wanted, in the order in which they happened. That it was made is one more. */
    async export(
      principal: Principal,
      { format, safe, ...filter }: AuditExport,
    ): Promise<ExportFile> {
      await store.record(principal, {
        action: 'audit:exported',
        subject: null,
        details: { format, ...filter },
      });
      const day = new Date().toISOString().slice(0, 10);
      const mode = safe ? 'spreadsheet' : 'raw';
      const writer =
        format === 'jsonl' ? createAuditLines() : createAuditCsv(safe ? 'safe' : 'raw');
      return {
        fileName: `audit-${day}.${format === 'csv' ? `${mode}.csv` : format}`,
        mediaType: mediaTypes[format],
        pieces: writePieces(store, principal.organisationId, filter, writer),
      };
    },
  };
}

/** Each batch is a statement of its own: a reader who takes an hour holds no connection and no snapshot. */
async function* writePieces(
  store: AuditStore,
  organisationId: string,
  filter: AuditFilter,
  writer: AuditWriter,
): AsyncGenerator<Buffer> {
  yield Buffer.from(writer.begin());
  for (let after: string | null = null; ; ) {
    const batch = await store.readBatch(organisationId, filter, { after, limit: batchSize });
    after = batch.at(-1)?.id ?? null;
    if (after === null) return;
    yield Buffer.from(batch.map(writer.write).join(''));
  }
}
