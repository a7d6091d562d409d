import type { Evidence } from '@patchbay/core/conformance/check-report.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import { type Breach, showBreach } from './evidence.ts';

/** What a rule makes of a record. `broken` becomes failed, warned or noted by the severity of the rule. */
export type Verdict =
  | { readonly kind: 'kept'; readonly message: string }
  | { readonly kind: 'untried'; readonly message: string }
  | {
      readonly kind: 'broken';
      readonly message: string;
      /** In how many answers. */
      readonly count: number;
      readonly evidence: readonly Evidence[];
      readonly problem?: Problem;
    };

export function kept(message: string): Verdict {
  return { kind: 'kept', message };
}

export function untried(message: string): Verdict {
  return { kind: 'untried', message };
}

/** More examples than this tell nothing new. */
const maximumExamples = 3;

/** A rule broken once for each answer among the breaches; the first of each is shown. */
export function broken(breaches: readonly Breach[], summary?: string): Verdict {
  const perAnswer = [...Map.groupBy(breaches, ({ about }) => about).values()];
  const examples = perAnswer.flatMap((group) => group.slice(0, 1)).slice(0, maximumExamples);
  const [first] = examples;
  const places = perAnswer.length === 1 ? '' : ` Seen in ${perAnswer.length} answers.`;
  return {
    kind: 'broken',
    message: summary ?? `${first?.message ?? ''}${places}`,
    count: perAnswer.length,
    evidence: examples.map(showBreach),
    ...(first?.problem && { problem: first.problem }),
  };
}

/** Kept where there is no breach. */
export function keptUnless(breaches: readonly Breach[], message: string): Verdict {
  return breaches.length === 0 ? kept(message) : broken(breaches);
}
