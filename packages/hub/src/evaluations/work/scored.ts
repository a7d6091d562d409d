import type { Problem } from '@patchbay/core/error/patchbay-error.ts';

/** What a score finds: its value, null where nothing was expected, or why there is none. */
export type Scored = number | null | Problem;
