import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { findManifestExcess } from './manifest-limits.ts';
import { failManifest, type Place, smallestManifest } from './manifest-problem.ts';
import { quotePieces } from './manifest-quote.ts';
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
  if (error) return failManifest(explainYamlError(error, document, text, toPlace));
  if (!isMap(document.contents)) {
    return failManifest({
      place: toPlace(0),
      found: 'the manifest is not a list of keys with values',
      wanted: 'keys such as name and inference_endpoint, each followed by a colon and its value',
      corrected: smallestManifest,
    });
  }
  const aliases = listAliases(document);
  const unsound = aliases.find(({ kind }) => kind !== 'sound');
  if (unsound?.kind === 'loose') return refuseLooseAlias(toPlace(unsound.offset), text);
  if (unsound)
    return refuseAliases(toPlace(unsound.offset), 'an alias inside of what it stands for');
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
    const place = toPlace(aliases[0]?.offset ?? 0);
    return refuseAliases(place, 'aliases (`*name`), and too many of them');
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

/** A word that begins with an asterisk and is meant as a word, as `*bold*` in Markdown. */
function refuseLooseAlias(place: Place, text: string): Outcome<never> {
  const line = text.split('\n')[place.line - 1] ?? '';
  return failManifest({
    place,
    found: 'the manifest has aliases (`*name`) without their anchor',
    wanted: 'a value that begins with an asterisk in double quotes',
    corrected: quotePieces(line, place.column - 1)[0]?.line ?? smallestManifest,
  });
}

interface FoundAlias {
  readonly kind: 'loose' | 'endless' | 'sound';
  readonly offset: number;
}

/** All aliases, in one pass: those without an anchor before them, and those inside of their own. */
function listAliases(document: Document): FoundAlias[] {
  const anchors = new Map<string, Node>();
  const aliases: FoundAlias[] = [];
  visit(document, {
    Node(_, node, ancestors) {
      if (!isAlias(node)) {
        if (node.anchor) anchors.set(node.anchor, node);
        return;
      }
      const meant = anchors.get(node.source);
      const isEndless = ancestors.some((ancestor) => ancestor === meant);
      const kind = isEndless ? 'endless' : 'sound';
      aliases.push({ kind: meant ? kind : 'loose', offset: node.range?.[0] ?? 0 });
    },
  });
  return aliases;
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
