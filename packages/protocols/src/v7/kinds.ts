import { type MainType, mainTypes } from './wire.ts';

/** What the main types of V7 are called here. */
export const kindOfType = {
  bounding_box: 'bounding_box',
  cuboid: 'cuboid',
  directional_vector: 'vector',
  ellipse: 'ellipse',
  keypoint: 'point',
  line: 'line',
  polygon: 'polygon',
  skeleton: 'skeleton',
  tag: 'tag',
} as const satisfies { readonly [Type in MainType]: string };
export type V7Kind = (typeof kindOfType)[MainType];

/** The kinds of annotations that V7 has a type for. */
export const v7Kinds: readonly V7Kind[] = mainTypes.map((type) => kindOfType[type]);

/** The main type of V7 for a kind. */
export function typeOfKind(kind: V7Kind): MainType {
  const type = mainTypes.find((candidate) => kindOfType[candidate] === kind);
  if (!type) throw new Error(`V7 has no type for ${kind}.`);
  return type;
}

export function isMainType(type: string): type is MainType {
  return mainTypes.some((known) => known === type);
}

/** Whether V7 has a type for a kind. */
export function isV7Kind(kind: string): kind is V7Kind {
  return v7Kinds.some((known) => known === kind);
}
