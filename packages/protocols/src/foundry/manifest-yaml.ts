import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { findManifestExcess } from './manifest-limits.ts';
import { failManifest, type Place, smallestManifest } from './manifest-problem.ts';
import { explainYamlError } from './manifest-repair.ts';
import { findUnkeptScalar } from './manifest-scalars.ts';

/** A manifest as a value, with the place of each part of it. */
export interface ManifestDocument {
  readonly value: unknown;
  /** Place of the value at a path, or of its key; of what should hold it where it is missing. */
  locate(path: readonly PropertyKey[]): Place;
}

/**
 * Reads the text of a manifest as YAML 1.2 with the core schema, whatever its directives say: no tags,
 * no duplicate keys, few aliases.
 */
export function readManifestYaml(text: string): Outcome<ManifestDocument> {
  const excess = findManifestExcess(text);
  if (excess) {
    const place = placeOf(text, excess.offset);
    return failManifest({ ...excess, place, corrected: smallestManifest });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'core',
    merge: false,
  });
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
  const ring = findEndlessAlias(document);
  if (ring !== null) return refuseAliases(toPlace(ring), 'an alias inside of what it stands for');
  const strangeKey = findPrototypeKey(document);
  if (strangeKey !== null) {
    return failManifest({
      place: toPlace(strangeKey),
      found: 'there is no key "__proto__"',
      wanted: 'any other name',
      corrected: 'Leave the key "__proto__" out.',
    });
  }
  keepTexts(document);
  const unkept = findUnkeptScalar(document);
  if (unkept) return failManifest({ ...unkept, place: toPlace(unkept.offset) });
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return succeed({ value, locate: (path) => toPlace(findOffset(document, path)) });
  } catch {
    const found = 'aliases (`*name`) without their anchor, or too many of them';
    return refuseAliases(toPlace(findFirstAlias(document)), found);
  }
}

function refuseAliases(place: Place, found: string): Outcome<never> {
  return failManifest({
    place,
    found: `the manifest has ${found}`,
    wanted: 'values written out where they are needed, without anchors and aliases',
    corrected: smallestManifest,
  });
}

/** The place of an alias that stands inside of its own anchor, so that the value would hold itself. */
function findEndlessAlias(document: Document): number | null {
  let offset: number | null = null;
  visit(document, {
    Alias(_, alias, ancestors) {
      const meant = alias.resolve(document);
      if (!ancestors.some((ancestor) => ancestor === meant)) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function findFirstAlias(document: Document): number {
  let offset = 0;
  visit(document, {
    Alias(_, alias) {
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The place of a key that is a name of JavaScript's own, and that readers of objects leave out in silence. */
function findPrototypeKey(document: Document): number | null {
  let offset: number | null = null;
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || key.value !== '__proto__') return undefined;
      offset = key.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Keys whose values are words, even where YAML would read `1.10` or `true` as something else. */
const textKeys = new Set([
  'name',
  'secrets',
  'description',
  'readme',
  'instructions',
  'label',
  'value',
]);

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
