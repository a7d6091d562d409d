import { InvalidArgumentError } from 'commander';

/** In days; what a parser of commander returns is never null. */
export type Expiry = number | 'never';

/** Reads how long something is good, `90d` or `never`. */
export function readExpiry(text: string): Expiry {
  if (text === 'never') return text;
  const days = Number(/^(\d{1,4})d$/.exec(text)?.[1]);
  if (days >= 1 && days <= 3650) return days;
  throw new InvalidArgumentError('It must be a number of days from 1d to 3650d, or never.');
}
