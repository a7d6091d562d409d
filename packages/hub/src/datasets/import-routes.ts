import {
  importFormatSchema,
  importFormats,
  importReportSchema,
  uploadPermissions,
} from '@patchbay/core/api/dataset-routes.ts';
import { idInput } from '@patchbay/core/api/page.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { principalOf } from '../http/authenticate.ts';
import type { PlainRoutes } from '../http/openapi.ts';
import { parseInput } from '../http/parse-input.ts';
import type { UploadedFile } from './import/import-step.ts';
import type { ImportService } from './import-service.ts';

const inputSchema = idInput.extend({ format: importFormatSchema });

/** `POST /datasets/{id}/import?format=…`: files of any number and size, read as they arrive. */
export function createImportRoutes(imports: ImportService): PlainRoutes {
  return {
    register(app: FastifyInstance) {
      app.post(
        '/api/v1/datasets/:id/import',
        { config: { access: uploadPermissions.import } },
        async (request) => {
          const { id, format } = parseInput(inputSchema, request);
          return imports.importInto(principalOf(request), id, format, filesOf(request));
        },
      );
    },
    schemas: { ImportReport: importReportSchema },
    paths: {
      '/datasets/{id}/import': {
        post: {
          operationId: 'datasets.import',
          summary: 'Import files, lists of rows or addresses, or lines of text into a dataset',
          description: importDescription,
          tags: ['datasets'],
          parameters: [
            { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
            {
              name: 'format',
              in: 'query',
              required: true,
              schema: { type: 'string', enum: [...importFormats] },
            },
          ],
          requestBody: {
            required: true,
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  properties: {
                    file: { type: 'array', items: { type: 'string', format: 'binary' } },
                  },
                },
              },
            },
          },
          responses: {
            200: {
              description: 'What was imported, what was there already and what failed',
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/ImportReport' } },
              },
            },
          },
        },
      },
    },
  };
}

const importDescription = `Each file is a data row (files): images, texts (.txt, .md), pages (.html, .htm), conversations (.json).
A CSV list names addresses to fetch (urls-csv). Each line of JSON Lines is a data row (rows-jsonl): an object with one of
"url", "text", "html" and "messages", an optional "id" or "global_key", and "attachments" such as
{"type": "image", "url": "https://…"} or {"type": "text", "text": "…"}; all else becomes metadata. Each line of a text file is
a data row (text-lines). A prompt set is CSV or JSON Lines (prompts-csv, prompts-jsonl) with "prompt", and optional
"expected completion", "system", "id" and "completion: <name>" for each answer that was made elsewhere.`;

const howToSend = 'Send the files as multipart/form-data, each as a part with a file name.';

async function* filesOf(request: FastifyRequest): AsyncGenerator<UploadedFile> {
  if (!request.isMultipart()) throw invalid(howToSend);
  const limits = { fileSize: Infinity, files: Infinity, parts: Infinity, fields: 16 };
  let count = 0;
  try {
    for await (const part of request.files({ limits, preservePath: true })) {
      count += 1;
      yield { name: part.filename, bytes: bytesOf(part.file) };
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw invalid(`The form cannot be read: ${reason}. ${howToSend}`, cause);
  }
  if (count === 0) throw invalid(`The form has no file. ${howToSend}`);
}

async function* bytesOf(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* file;
  } catch (cause) {
    const message =
      'The upload ended before its last file did. What was read is kept; send it again.';
    throw invalid(message, cause);
  }
}

function invalid(message: string, cause?: unknown): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message, cause });
}
