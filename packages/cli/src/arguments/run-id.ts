import { InvalidArgumentError } from 'commander';
import * as z from 'zod';

/** Reads the id of a run; anything else is a usage error that says where the ids are. */
export function readRunId(text: string): string {
  if (z.uuid().safeParse(text).success) return text;
  throw new InvalidArgumentError('It must be the id of a run: patchbay run list shows them.');
}
