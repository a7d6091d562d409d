import { indexNames, type NameMatch } from './find-name.ts';
import { type Feature, listFeatures, type Ontology } from './ontology.ts';

/** The features of an ontology, made ready to be found by their names many times. */
export interface FeatureIndex {
  /** Finds the name of a feature as a model wrote it, among those of one kind or among all. */
  findName(written: string, kind?: Feature['kind']): NameMatch;
  /** All features of a name: it may stand once for each kind. */
  named(name: string): readonly Feature[];
}

const indexes = new WeakMap<Ontology, FeatureIndex>();

/**
 * Indexes an ontology, once for all answers that are read against it: it may have thousands of classes,
 * and an answer thousands of annotations. An ontology is never changed after it was read.
 */
export function indexFeatures(ontology: Ontology): FeatureIndex {
  const known = indexes.get(ontology);
  if (known) return known;
  const features = listFeatures(ontology);
  const byName = Map.groupBy(features, ({ name }) => name);
  const allNames = indexNames(byName.keys());
  const namesOfKind = new Map(
    [...Map.groupBy(features, ({ kind }) => kind)].map(([kind, ofKind]) => [
      kind,
      indexNames(ofKind.map(({ name }) => name)),
    ]),
  );
  const index: FeatureIndex = {
    findName: (written, kind) =>
      (kind ? namesOfKind.get(kind) : allNames)?.find(written) ?? { match: 'none' },
    named: (name) => byName.get(name) ?? [],
  };
  indexes.set(ontology, index);
  return index;
}
