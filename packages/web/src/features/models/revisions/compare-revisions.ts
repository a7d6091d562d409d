import type { RevisionView } from '@patchbay/core/api/model-routes.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';

/** One thing that two revisions do not have in common. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly name: string;
  /** What it was before, as text; null where it was not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** What is otherwise in a part of a revision. */
export interface ComparedPart {
  readonly title: string;
  readonly differences: readonly Difference[];
}

/** What an older revision and a newer one do not have in common, part by part. */
export function compareRevisions(before: RevisionView, after: RevisionView): ComparedPart[] {
  return [
    { title: 'Connection', differences: compareEntries(before.connection, after.connection) },
    { title: 'Input', differences: compareEntries(readInput(before), readInput(after)) },
    {
      title: 'Classes',
      differences: compareEntries(readFeatures(before.ontology), readFeatures(after.ontology)),
    },
    {
      title: 'Parameters',
      differences: compareEntries(readParameters(before), readParameters(after)),
    },
  ];
}

type Entries = { readonly [name: string]: unknown };

/** By name; what is the same is left out. The order of keys within a value does not matter. */
function compareEntries(before: Entries, after: Entries): Difference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name): Difference[] => {
    const [was, is] = [write(before[name]), write(after[name])];
    if (was === is) return [];
    return [{ kind: tellKind(was, is), name, before: was, after: is }];
  });
}

function tellKind(before: string | null, after: string | null): Difference['kind'] {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

function write(value: unknown): string | null {
  if (value === undefined) return null;
  if (typeof value === 'string') return value;
  return JSON.stringify(value, sortKeys, 2);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function readInput({ dataRowTypes, videoSampling }: RevisionView): Entries {
  return {
    'types of data rows': [...dataRowTypes].sort().join(', '),
    ...(videoSampling && { 'frames of a video': videoSampling }),
  };
}

/** Each class by kind and name, with all that it has below it. */
function readFeatures(ontology: Ontology): Entries {
  return Object.fromEntries(
    listFeatures(ontology).map((feature) => [
      `${feature.name} (${feature.kind.replaceAll('_', ' ')})`,
      feature,
    ]),
  );
}

/** Each parameter of the schema by its name, and what else the schema says. */
function readParameters({ parametersSchema }: RevisionView): Entries {
  if (parametersSchema === null) return {};
  const { properties, ...rest } = parametersSchema;
  const named: { [name: string]: Json } = isJson(properties) ? properties : {};
  return {
    ...named,
    ...(Object.keys(rest).length > 0 && { 'the rest of the schema': rest }),
  };
}

function isJson(value: Json | undefined): value is { [name: string]: Json } {
  return value !== undefined && isJsonObject(value);
}
