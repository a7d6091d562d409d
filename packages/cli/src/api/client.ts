import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { ResponseValidationPlugin } from '@orpc/contract/plugins';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import type { AuditExport } from '@patchbay/core/api/audit-routes.ts';
import { type Contract, contract } from '@patchbay/core/api/contract.ts';
import {
  type ImportFormat,
  type ImportReport,
  importReportSchema,
} from '@patchbay/core/api/dataset-routes.ts';
import type { ExportFormat, ExportInput } from '@patchbay/core/api/item-routes.ts';
import type { HubAddress } from './hub-address.ts';
import { readHubError, wrapHubFailure } from './hub-error.ts';
import { createHubFetch, hubUnreachable } from './hub-fetch.ts';
import { postForm } from './post-form.ts';

/** A file on its way into a dataset: what names its data row, and its bytes. */
export interface UploadFile {
  readonly name: string;
  readonly content: Blob;
}

/** What of a run is exported; left out: everything, raw. */
export type ExportChoice = Omit<ExportInput, 'id' | 'format'>;

/** The routes of the contract, and the streaming routes that stand beside it. */
export interface HubClient extends ContractRouterClient<Contract> {
  readonly address: HubAddress;
  importFiles(
    datasetId: string,
    format: ImportFormat,
    files: readonly UploadFile[],
  ): Promise<ImportReport>;
  exportRun(
    runId: string,
    format: ExportFormat,
    choice?: ExportChoice,
  ): Promise<ReadableStream<Uint8Array>>;
  exportAudit(choice: AuditExport): Promise<ReadableStream<Uint8Array>>;
}

/** The one client of the hub's API. It fails with `PatchbayError`s only. */
export function createHubClient(address: HubAddress): HubClient {
  const { url } = address;
  const hubFetch = createHubFetch(address);
  const routes = createRoutes(address);
  const { protocols, models, datasets, egress, runs, items } = routes;
  const { evaluations, chat, savedPrompts } = routes;
  const { apiKeys, audit, members, invitations, settings } = routes;

  return {
    address,
    protocols,
    models,
    datasets,
    egress,
    runs,
    items,
    evaluations,
    chat,
    savedPrompts,
    apiKeys,
    audit,
    members,
    invitations,
    settings,
    async importFiles(datasetId, format, files) {
      const body = new FormData();
      for (const file of files) body.append('file', file.content, file.name);
      const route = `${url}/api/v1/datasets/${datasetId}/import?format=${format}`;
      const headers = { authorization: `Bearer ${address.apiKey}` };
      const answer = await postForm(route, headers, body).catch((cause: unknown) => {
        throw hubUnreachable(url, cause);
      });
      const report = importReportSchema.safeParse(answer.body);
      if (report.success) return report.data;
      throw readHubError(url, answer.status, answer.body);
    },
    exportRun: (runId, format, choice = {}) =>
      download(`runs/${runId}/export`, { format, ...choice }),
    exportAudit: (choice) => download('audit/export', choice),
  };

  /** What a streaming route of the hub answers, with what is set of a query. */
  async function download(path: string, choice: object): Promise<ReadableStream<Uint8Array>> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(choice)) {
      if (value !== undefined) query.set(name, String(value));
    }
    const response = await hubFetch(`${url}/api/v1/${path}?${query}`);
    if (response.ok) return response.body ?? new Blob([]).stream();
    throw readHubError(url, response.status, await response.json().catch(() => null));
  }
}

function createRoutes(address: HubAddress): ContractRouterClient<Contract> {
  const { url } = address;
  const hubFetch = createHubFetch(address);
  const link = new OpenAPILink(contract, {
    url: `${url}/api/v1`,
    fetch: (request, init) => hubFetch(request, init),
    customErrorResponseBodyDecoder: (body, { status }) => {
      throw readHubError(url, status, body);
    },
    interceptors: [
      async ({ next }) => {
        try {
          return await next();
        } catch (failure) {
          throw wrapHubFailure(url, failure);
        }
      },
    ],
    plugins: [new ResponseValidationPlugin(contract)],
  });
  return createORPCClient(link);
}
