import type { AnsweredRow, ModelInput } from '@patchbay/protocols/model-input.ts';

/** What a check asks a model about. */
export interface TestInput {
  /** Tells inputs apart, and names the file where it is offered at an address. */
  readonly name: string;
  /** What it is, for a finding: `the drawn house of 640 × 480 pixels`. */
  readonly title: string;
  readonly input: ModelInput;
  readonly row: AnsweredRow;
}
