import { InvalidArgumentError } from 'commander';

const written = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** Reads a moment; a day is its beginning, in UTC as all moments are shown. */
export function readMoment(text: string): string {
  const moment = new Date(text);
  if (written.test(text) && !Number.isNaN(moment.getTime())) return moment.toISOString();
  throw new InvalidArgumentError(
    'It must be a day such as 2026-11-26, or a moment such as 2026-11-26T08:30:00Z.',
  );
}
