import { type Feature, listFeatures, type Ontology } from './ontology.ts';

/** The features that only one of two ontologies has, told apart by kind and name. */
export function compareOntologies(
  first: Ontology,
  second: Ontology,
): { readonly onlyFirst: Feature[]; readonly onlySecond: Feature[] } {
  return { onlyFirst: listMissing(first, second), onlySecond: listMissing(second, first) };
}

function listMissing(from: Ontology, other: Ontology): Feature[] {
  const known = new Set(listFeatures(other).map(keyOf));
  return listFeatures(from).filter((feature) => !known.has(keyOf(feature)));
}

function keyOf({ kind, name }: Feature): string {
  return `${kind} ${name}`;
}
