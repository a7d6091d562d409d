import { askOptionsSchema } from '@patchbay/core/api/ask-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { parseExactJson } from '@patchbay/protocols/json/parse-json.ts';
import type { FastifyRequest } from 'fastify';
import { largestImageBytes } from '../datasets/import/read-image.ts';
import { describeIssues } from '../http/describe-issues.ts';
import type { Question } from './question.ts';

const howToSend =
  'Send multipart/form-data with the image as the part "file", and, where they are wanted, "region" and "parameters" as JSON.';

/**
 * Reads a question about a file. Its parts may come in any order.
 * @throws PatchbayError INPUT_INVALID, INPUT_TOO_LARGE
 */
export async function readAskForm(request: FastifyRequest): Promise<Question> {
  const { file, fields } = await readFileForm(request);
  const options = askOptionsSchema.safeParse(fields);
  if (!options.success) throw new PatchbayError(describeIssues(options.error.issues));
  const { region, parameters } = options.data;
  return { asked: { kind: 'image', bytes: file }, parameters, ...(region && { region }) };
}

/**
 * Reads a form with an image as the part "file", and JSON in its other parts.
 * @throws PatchbayError INPUT_INVALID, INPUT_TOO_LARGE
 */
export async function readFileForm(
  request: FastifyRequest,
): Promise<{ readonly file: Buffer; readonly fields: { readonly [name: string]: unknown } }> {
  if (!request.isMultipart()) throw invalid(howToSend);
  const { file, fields } = await readParts(request);
  if (!file) throw invalid(`The form has no file. ${howToSend}`);
  return { file, fields };
}

interface Parts {
  file: Buffer | null;
  readonly fields: { [name: string]: unknown };
}

async function readParts(request: FastifyRequest): Promise<Parts> {
  const read: Parts = { file: null, fields: {} };
  const limits = { fileSize: largestImageBytes, files: 1, fields: 16 };
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') read.fields[part.fieldname] = readField(part);
      else if (part.fieldname === 'file') read.file = await readFile(part);
      else throw invalid(`The form has a file "${part.fieldname}". ${howToSend}`);
    }
  } catch (cause) {
    if (cause instanceof PatchbayError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw invalid(`The form cannot be read: ${reason}. ${howToSend}`, cause);
  }
  return read;
}

function readField({ fieldname, value }: { fieldname: string; value: unknown }): unknown {
  const json = parseExactJson(String(value));
  if (json.ok) return json.value;
  throw invalid(`${fieldname}: cannot be read as JSON: ${json.message}.`);
}

async function readFile(part: {
  toBuffer(): Promise<Buffer>;
  file: { truncated: boolean };
}): Promise<Buffer> {
  const bytes = await part.toBuffer();
  if (!part.file.truncated) return bytes;
  throw new PatchbayError({
    code: 'INPUT_TOO_LARGE',
    message: `The image has more than ${largestImageBytes} bytes, which is the most that is read.`,
  });
}

function invalid(message: string, cause?: unknown): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message, cause });
}
