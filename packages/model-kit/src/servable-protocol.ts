import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Feature, listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import type { Model } from './model.ts';

/** The part of a protocol that serving needs. */
export type ServableProtocol = Pick<
  PredictionProtocol,
  'id' | 'dataRowTypes' | 'annotationKinds' | 'annotationDetails' | 'server'
>;

/** What of a model a protocol can carry. */
export interface ProtocolFit {
  readonly ontology: Ontology;
  /** Classes that the protocol has no way to say. */
  readonly leftOut: readonly Feature[];
}

/**
 * Finds what of a model can be served under a protocol.
 * @throws PatchbayError INPUT_INVALID where nothing can.
 */
export function fitProtocol(model: Model, protocol: ServableProtocol): ProtocolFit {
  const carries = ({ kind }: { kind: (typeof protocol.annotationKinds)[number] }) =>
    protocol.annotationKinds.includes(kind);
  const ontology = {
    tools: model.ontology.tools.filter(carries),
    classifications: model.ontology.classifications.filter(carries),
  };
  const takesRows = model.dataRowTypes.some((type) => protocol.dataRowTypes.includes(type));
  if (!takesRows || listFeatures(ontology).length === 0) {
    const kinds = [...new Set(listFeatures(model.ontology).map(({ kind }) => kind))];
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message:
        `"${model.name}" cannot be served under "${protocol.id}": the model takes ${model.dataRowTypes.join(', ')} and answers ${kinds.join(', ') || 'nothing'}; ` +
        `the protocol carries ${protocol.dataRowTypes.join(', ')} and ${protocol.annotationKinds.join(', ')}.`,
    });
  }
  const leftOut = listFeatures(model.ontology).filter((feature) => !carries(feature));
  return { ontology, leftOut };
}

/** What is left out, by kind: `polygon (Pallet, Parcel)`. */
export function describeLeftOut(leftOut: readonly Feature[]): string {
  return [...Map.groupBy(leftOut, ({ kind }) => kind)]
    .map(([kind, features]) => `${kind} (${features.map(({ name }) => name).join(', ')})`)
    .join(', ');
}
