import type { Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';

/** How Labelbox spells the kinds of features that this protocol carries. */
export const wireKinds = {
  bounding_box: 'rectangle',
  mask: 'raster-segmentation',
  entity: 'named-entity',
  radio: 'radio',
  checklist: 'checklist',
  free_text: 'text',
} as const;

/** The kinds that a Foundry answer can carry. */
export const foundryKinds = [
  'bounding_box',
  'mask',
  'entity',
  'radio',
  'checklist',
  'free_text',
] as const satisfies (keyof typeof wireKinds)[];
export type FoundryKind = (typeof foundryKinds)[number];

/** Whether the protocol has a form for annotations of a kind. */
export function isFoundryKind(kind: string): kind is FoundryKind {
  return Object.hasOwn(wireKinds, kind);
}

/** The ontology as Labelbox writes it, for the request. Features of other kinds are left out. */
export function toWireOntology(ontology: Ontology): { [key: string]: Json } {
  return {
    tools: ontology.tools.flatMap(({ kind, name }) =>
      isFoundryKind(kind) ? [{ tool: wireKinds[kind], name }] : [],
    ),
    classifications: ontology.classifications.flatMap((feature) => {
      if (!isFoundryKind(feature.kind)) return [];
      const { name, instructions = name } = feature;
      const options = 'options' in feature ? feature.options : [];
      return [
        {
          type: wireKinds[feature.kind],
          name,
          instructions,
          options: options.map(({ value, label = value }) => ({ value, label })),
        },
      ];
    }),
  };
}
