import { writeFileSync } from 'node:fs';
import { describeErrors } from '@patchbay/core/error/describe-errors.ts';

/** Writes `docs/errors.md` from the tables of errors and warnings. */
writeFileSync(new URL('../docs/errors.md', import.meta.url), describeErrors());
