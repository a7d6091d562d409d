import * as fc from 'fast-check';
import { type OutcomeName, outcomes, type Selection, type Step } from './run-model.ts';

/**
 * Steps of a run of so many items: one after another, or two or three of them at the same moment. No two of one moment
 * decode again: each drops what it decoded of an item that the other changed meanwhile, so that which of them has the
 * last word on an item is not said.
 */
export function anySteps(size: number): fc.Arbitrary<Step[][]> {
  const step = anyStep(size);
  const moment = fc.oneof(
    { weight: 3, arbitrary: step.map((only) => [only]) },
    { weight: 2, arbitrary: fc.array(step, { minLength: 2, maxLength: 3 }).filter(decodesOnce) },
  );
  return fc.array(moment, { minLength: 1, maxLength: 16, size: 'max' });
}

function decodesOnce(steps: readonly Step[]): boolean {
  return steps.filter((step) => step.do === 'decode-again').length <= 1;
}

function anyStep(size: number): fc.Arbitrary<Step> {
  const selection = anySelection(size);
  const choose = <Do extends Step['do']>(...names: Do[]) => fc.constantFrom(...names);
  const click = fc.record({ do: choose('pause', 'resume', 'clear away', 'lose endpoint') });
  return fc.oneof(
    { weight: 8, arbitrary: anySave(size) },
    { weight: 6, arbitrary: merge(choose('retry', 'ignore', 'restore'), selection) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('own' as const, 'other' as const), selection)
        .map(([by, selected]) => ({ do: 'decode-again' as const, by, ...selected })),
    },
    { weight: 4, arbitrary: click },
    { weight: 1, arbitrary: fc.record({ do: choose('cancel', 'clear away') }) },
  );
}

function merge<Do extends 'retry' | 'ignore' | 'restore'>(
  name: fc.Arbitrary<Do>,
  selection: fc.Arbitrary<Selection>,
) {
  return fc.tuple(name, selection).map(([verb, selected]) => ({ do: verb, ...selected }));
}

function anySave(size: number): fc.Arbitrary<Step> {
  const names = Object.keys(outcomes) as OutcomeName[];
  const result = fc.record({ index: fc.nat(size - 1), outcome: fc.constantFrom(...names) });
  return fc.record({
    do: fc.constant('save' as const),
    results: fc.uniqueArray(result, {
      selector: ({ index }) => index,
      minLength: 1,
      maxLength: size,
    }),
    isLate: fc.nat(9).map((dice) => dice === 0),
  });
}

/** All, those of a code, those that were chosen, or both. */
function anySelection(size: number): fc.Arbitrary<Selection> {
  const codes = ['MODEL_RESPONSE_INVALID', 'MODEL_REQUEST_REJECTED', 'MODEL_UNREACHABLE'];
  return fc.record(
    {
      code: fc.constantFrom(...codes),
      chosen: fc.uniqueArray(fc.nat(size - 1), { minLength: 1, maxLength: size }),
    },
    { requiredKeys: [] },
  );
}
