import { InvalidArgumentError } from 'commander';

/** Reads a whole number from 1 on; anything else is a usage error that names the option. */
export function readPositiveInteger(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= 1) return value;
  throw new InvalidArgumentError('It must be a whole number, 1 or more.');
}

/** Reads a port; 0 lets the system choose a free one. */
export function readPort(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError('It must be a port: 0 to 65535, 0 for any free one.');
}

/** Reads a number above 0; fractions are meant. */
export function readPositiveNumber(text: string): number {
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a number above 0.');
}

/** Reads how many workers there shall be; 0 for a hub that only serves. */
export function readWorkers(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= 64) return value;
  throw new InvalidArgumentError('It must be a whole number from 0 to 64.');
}

/** Reads the seed of a sample. */
export function readSeed(text: string): number {
  const value = Number(text);
  const isSeed = Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff;
  if (text.trim() !== '' && isSeed) return value;
  throw new InvalidArgumentError('It must be a whole number from 0 to 4294967295.');
}

/** Reads a confidence, 0 to 1. */
export function readConfidence(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a number from 0 to 1.');
}
