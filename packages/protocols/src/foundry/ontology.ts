import {
  type Feature,
  listFeatures,
  listQuestions,
  type Ontology,
  type Option,
  type Question,
  type Tool,
} from '@patchbay/core/ontology/ontology.ts';

/** How Labelbox spells the kinds of features that this protocol carries. */
export const wireKinds = {
  bounding_box: 'rectangle',
  mask: 'raster-segmentation',
  polygon: 'polygon',
  point: 'point',
  line: 'line',
  entity: 'named-entity',
  relation: 'edge',
  radio: 'radio',
  checklist: 'checklist',
  free_text: 'text',
} as const;
export type FoundryKind = keyof typeof wireKinds;

/** The kinds that this protocol carries. */
export const foundryKinds: readonly FoundryKind[] = Object.keys(wireKinds).filter(isFoundryKind);

/** Whether the protocol has a form for annotations of a kind. */
export function isFoundryKind(kind: string): kind is FoundryKind {
  return Object.hasOwn(wireKinds, kind);
}

/** How Labelbox spells the kinds in an ontology, those of questions below others too; each once. */
export function listWireKinds(ontology: Ontology): string[] {
  const walk = (features: readonly (Feature | Question)[]): string[] =>
    features.flatMap((feature) => [
      ...(isFoundryKind(feature.kind) ? [wireKinds[feature.kind]] : []),
      ...walk(listQuestions(feature)),
    ]);
  return [...new Set(walk(listFeatures(ontology)))];
}

/** A question as Labelbox writes it. */
export type WireQuestion = {
  type: string;
  name: string;
  instructions: string;
  options: WireOption[];
};

/** An option as Labelbox writes it: the questions of an option are called its options. */
export type WireOption = { value: string; label: string; options: WireQuestion[] };

/** A tool as Labelbox writes it. */
export type WireTool = {
  tool: string;
  name: string;
  color: null;
  classifications: WireQuestion[];
};

/**
 * The ontology as Labelbox writes it, with every key that its Python SDK insists on. Features of other
 * kinds are left out.
 */
export function toWireOntology(ontology: Ontology): {
  tools: WireTool[];
  classifications: WireQuestion[];
} {
  return {
    tools: ontology.tools.flatMap(toWireTool),
    classifications: ontology.classifications.flatMap(toWireQuestion),
  };
}

function toWireTool({ kind, name, classifications = [] }: Tool): WireTool[] {
  if (!isFoundryKind(kind)) return [];
  const questions = classifications.flatMap(toWireQuestion);
  return [{ tool: wireKinds[kind], name, color: null, classifications: questions }];
}

function toWireQuestion(question: Question | Feature): WireQuestion[] {
  const { kind, name } = question;
  if (!isFoundryKind(kind)) return [];
  const { instructions = name } = 'instructions' in question ? question : {};
  const options = 'options' in question ? question.options.map(toWireOption) : [];
  return [{ type: wireKinds[kind], name, instructions, options }];
}

function toWireOption({ value, label = value, classifications = [] }: Option): WireOption {
  return { value, label, options: classifications.flatMap(toWireQuestion) };
}
