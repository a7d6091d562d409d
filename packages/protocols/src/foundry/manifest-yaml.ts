import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { failManifest, type Place, smallestManifest } from './manifest-problem.ts';
import { explainYamlError } from './manifest-repair.ts';

/** A manifest as a value, with the place of each part of it. */
export interface ManifestDocument {
  readonly value: unknown;
  /** Place of the value at a path, or of its key; of what should hold it where it is missing. */
  locate(path: readonly PropertyKey[]): Place;
}

/** Reads the text of a manifest as YAML 1.2: no tags, no duplicate keys, few aliases. */
export function readManifestYaml(text: string): Outcome<ManifestDocument> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const toPlace = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const [error] = [...document.errors, ...document.warnings];
  if (error) return failManifest(explainYamlError(error, toPlace(error.pos[0]), text));
  if (!isMap(document.contents)) {
    return failManifest({
      place: toPlace(0),
      found: 'the manifest is not a list of keys with values',
      wanted: 'keys such as name and inference_endpoint, each followed by a colon and its value',
      corrected: smallestManifest,
    });
  }
  keepTexts(document);
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return succeed({ value, locate: (path) => toPlace(findOffset(document, path)) });
  } catch {
    return failManifest({
      place: toPlace(0),
      found: 'the manifest has aliases (`*name`) without their anchor, or too many of them',
      wanted: 'values written out where they are needed, without anchors and aliases',
      corrected: smallestManifest,
    });
  }
}

/** Keys whose values are words, even where YAML would read `1.10` or `true` as something else. */
const textKeys = new Set(['name', 'secrets', 'description', 'instructions', 'label', 'value']);

function keepTexts(document: Document): void {
  visit(document, {
    Pair(_, { key, value }) {
      if (!isScalar(key)) return undefined;
      if (key.value === 'inference_params_json_schema') return visit.SKIP;
      const isText = typeof key.value === 'string' && textKeys.has(key.value);
      if (isText && isScalar(value) && value.value !== null && value.source !== undefined) {
        value.value = value.source;
      }
      return undefined;
    },
  });
}

function findOffset(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (pair && isNode(pair.key)) return pair.key.range?.[0] ?? 0;
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node.range?.[0] ?? 0;
  }
  return 0;
}
