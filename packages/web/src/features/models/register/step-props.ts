import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import type { DraftModel } from '@patchbay/core/api/trial-routes.ts';
import type { RegisterDraft } from './register-draft.ts';
import type { Trials } from './use-trials.ts';

/** What every step is given once a contract is chosen. */
export interface StepProps {
  readonly draft: RegisterDraft;
  readonly change: (changes: Partial<RegisterDraft>) => void;
  readonly protocol: ProtocolView;
  /** What can be tried; null where a field of the connection is wrong or missing. */
  readonly model: DraftModel | null;
  /** What is wrong in which field, once somebody has tried to go on with it. */
  readonly errors: { readonly [name: string]: string };
  readonly trials: Trials;
  readonly test: StepTests;
}

/** Starts the trials of a draft; where it cannot be tried, its errors are shown. */
export interface StepTests {
  address(): void;
  wake(): void;
  classes(): void;
  sample(): void;
  check(depth: 'quick' | 'full'): void;
}
