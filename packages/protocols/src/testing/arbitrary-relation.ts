import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import fc from 'fast-check';
import { type Carried, confidences } from './arbitrary-annotation.ts';
import { arbitraryName } from './arbitrary-text.ts';

/** Names some of the annotations of an answer, and adds relations between these of any kind in the ontology. */
export function withIds(
  annotations: readonly Annotation[],
  ontology: Ontology,
  carried: Carried,
): fc.Arbitrary<Annotation[]> {
  const count = annotations.length;
  const names = fc.uniqueArray(arbitraryName, { minLength: count, maxLength: count });
  const isNamed = fc.array(fc.boolean(), { minLength: count, maxLength: count });
  return fc.tuple(names, isNamed).chain(([ids, chosen]) => {
    const named = annotations.map((annotation, index) => {
      const id = chosen[index] ? ids[index] : undefined;
      return id === undefined ? annotation : { ...annotation, id };
    });
    const known = named.flatMap(({ id }) => id ?? []);
    return arbitraryRelations(known, ontology, carried).map((relations) => [
      ...named,
      ...relations,
    ]);
  });
}

function arbitraryRelations(
  ids: readonly string[],
  ontology: Ontology,
  carried: Carried,
): fc.Arbitrary<Annotation[]> {
  if (ids.length === 0) return fc.constant([]);
  const relations = ontology.tools.filter(({ kind }) => kind === 'relation');
  const end = fc.constantFrom(...ids);
  const lists = relations.map(({ name }) =>
    fc.array(
      fc.record({
        kind: fc.constant('relation'),
        class: fc.constant(name),
        confidence: confidences[carried.confidence],
        from: end,
        to: end,
      }),
      { maxLength: 2 },
    ),
  );
  return fc.tuple(...lists).map((made) => made.flat());
}
