import type { Json } from '../json.ts';
import { type ErrorCode, errorCodes } from './codes.ts';

/** An error as data: what is stored with an item, sent over the API and shown with its remedy. */
export interface Problem {
  readonly code: ErrorCode;
  /** What happened, where, what was wanted, what to do. */
  readonly message: string;
  /** Facts for programs: path, expected, received, url. Never a credential. */
  readonly details?: { readonly [key: string]: Json };
}

/** The one error class. Callers narrow on `code`; everything else about a code stands in the table. */
export class PatchbayError extends Error implements Problem {
  readonly code: ErrorCode;
  readonly details?: { readonly [key: string]: Json };

  constructor(problem: Problem & { cause?: unknown }) {
    super(problem.message, problem.cause === undefined ? undefined : { cause: problem.cause });
    this.name = 'PatchbayError';
    this.code = problem.code;
    if (problem.details) this.details = problem.details;
  }

  /** The status with which our API answers. */
  get status(): number {
    return errorCodes[this.code].status;
  }

  /** The error as plain data. */
  toProblem(): Problem {
    return this.details
      ? { code: this.code, message: this.message, details: this.details }
      : { code: this.code, message: this.message };
  }
}
