import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import {
  andThen,
  combineFields,
  fail,
  type Outcome,
  succeed,
} from '@patchbay/core/error/outcome.ts';
import type { Json } from '@patchbay/core/json.ts';
import { excerptOf } from '../json/excerpt.ts';
import { readId } from './annotation-id.ts';
import { createShapesForm } from './shape-form.ts';

/** `{"edges": [["from", "to"], …], "scores": [0.9, …]}`, between the ids of other annotations. */
export const edgesForm = createShapesForm({
  kind: 'relation',
  field: 'edges',
  singular: 'edge',
  wanted: '[id, id]',
  beside: ['scores', 'ids'],
  read: (written, base, _context, path) =>
    andThen(readEnds(written, path), (ends) => succeed({ kind: 'relation', ...base, ...ends })),
  write: ({ from, to }) => [from, to],
});

function readEnds(
  written: Json,
  path: readonly PropertyKey[],
): Outcome<{ from: string; to: string }> {
  const refuse = (pointer: string, found: string) => {
    const message = `At ${pointer} there is ${found}; a pair of ids [from, to] was wanted.`;
    return fail({ code: 'MODEL_RESPONSE_INVALID', message, details: { pointer } });
  };
  if (!Array.isArray(written) || written.length !== 2) {
    return refuse(toJsonPointer(path), excerptOf(written));
  }
  const ids = combineFields({
    from: readId(written[0], [...path, 0]),
    to: readId(written[1], [...path, 1]),
  });
  return andThen(ids, ({ from, to }) => {
    if (from === null || to === null) {
      return refuse(toJsonPointer([...path, from === null ? 0 : 1]), 'null');
    }
    return succeed({ from, to });
  });
}
