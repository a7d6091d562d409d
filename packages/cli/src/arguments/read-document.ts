import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { parse, YAMLParseError } from 'yaml';
import type * as z from 'zod';

/** Reads a text file that the user named; a missing one is an error that names it. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw invalid(`the file ${path} cannot be read: is it there, and may it be read?`, cause);
  }
}

/** Reads a JSON or YAML file that the user wrote, strictly: the first mistake is named with its place. */
export async function readDocument<Value>(path: string, schema: z.ZodType<Value>): Promise<Value> {
  const parsed = schema.safeParse(parseDocument(path, await readTextFile(path)));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the whole document';
  throw invalid(`${path}: ${place}: ${issue?.message ?? 'not allowed'}`);
}

function parseDocument(path: string, text: string): unknown {
  try {
    return extname(path).toLowerCase() === '.json' ? JSON.parse(text) : parse(text);
  } catch (cause) {
    const words = cause instanceof SyntaxError || cause instanceof YAMLParseError;
    throw invalid(`${path} cannot be read: ${words ? cause.message : 'broken'}`, cause);
  }
}

function invalid(message: string, cause?: unknown): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message, cause });
}
