import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import { ontologies } from './answer-correctly.ts';
import {
  annotate,
  answer,
  type BrokenServer,
  boxes,
  editFirstResult,
  editJson,
  isClasses,
  isOrder,
  isPrediction,
  isVillage,
  masks,
  quotes,
  spans,
  spoil,
  words,
} from './broken-server.ts';

const listed = [
  { name: 'house', type: 'bounding_box' },
  { name: 'sun', type: 'bounding_box' },
  { name: 'roof', type: 'polygon' },
  { name: 'tree', type: 'ellipse' },
];
const list = (classes: readonly unknown[]) =>
  spoil(isClasses, () => answer(JSON.stringify(classes)));
const withSecret = { credentials: { bearer: { token: 'let-me-in' } } };

export const brokenAnswers = {
  'classes-any': {
    ...boxes,
    breaks: 'lists no class',
    createConduct: list([]),
    options: { ...withSecret, ontology: undefined },
  },
  'classes-repeated': {
    ...boxes,
    breaks: 'lists a class twice',
    createConduct: list([...listed, listed[0]]),
  },
  'classes-declared': {
    ...boxes,
    breaks: 'does not list a class that the model declares',
    options: {
      ontology: {
        tools: [...ontologies.boxes.tools, { kind: 'bounding_box', name: 'barn' }],
        classifications: [],
      },
    },
  },
  'classes-unknown': {
    ...boxes,
    breaks: 'answers a class that nobody knows',
    createConduct: annotate('boxes', (all) =>
      all.map((one) => (one.class === 'sun' ? { ...one, class: 'moon' } : one)),
    ),
  },
  'classes-spelling': {
    ...boxes,
    breaks: 'answers a class in capitals',
    createConduct: annotate('boxes', (all) =>
      all.map((one) => (one.class === 'sun' ? { ...one, class: 'SUN' } : one)),
    ),
  },
  'classes-kind': {
    ...boxes,
    breaks: 'answers a box for a class of polygons',
    createConduct: annotate('boxes', (all) =>
      all.map((one) => (one.class === 'sun' ? { ...one, class: 'roof' } : one)),
    ),
  },
  'classes-answers': {
    ...spans,
    breaks: 'chooses what is no option',
    createConduct: annotate('spans', (all) =>
      all.map((one) => (one.kind === 'radio' ? { ...one, option: 'furious' } : one)),
    ),
  },
  'json-valid': {
    ...boxes,
    breaks: 'cuts an answer off',
    createConduct: spoil(isVillage, (response) => ({
      ...response,
      body: response.body.slice(0, 100),
    })),
  },
  'json-numbers': {
    ...boxes,
    breaks: 'writes NaN, as Python does',
    createConduct: spoil(isVillage, (response) => ({
      ...response,
      body: response.body.replace('"confidence":0.9', '"confidence":NaN'),
    })),
  },
  'json-plain': {
    ...masks,
    breaks: 'writes a trailing comma',
    createConduct: spoil(isVillage, (response) => ({
      ...response,
      body: response.body.replace(/\}$/, ',}'),
    })),
  },
  'json-bare': {
    ...masks,
    breaks: 'fences its JSON',
    createConduct: spoil(isVillage, (response) => ({
      ...response,
      body: `\`\`\`json\n${response.body}\n\`\`\``,
    })),
  },
  'json-keys': {
    ...boxes,
    breaks: 'writes a key twice',
    createConduct: spoil(isVillage, (response) => ({
      ...response,
      body: response.body.replace('{', '{"status":"succeeded",'),
    })),
  },
  'json-content-type': {
    ...boxes,
    breaks: 'says that it answers plain text',
    createConduct: spoil(isVillage, (response) => ({
      ...response,
      headers: { 'content-type': 'text/plain' },
    })),
  },
  'json-encoding': {
    ...boxes,
    breaks: 'names a charset that nobody knows',
    createConduct: spoil(isVillage, (response) => ({
      ...response,
      headers: { 'content-type': 'application/json; charset=klingon' },
    })),
  },
  'shape-contract': {
    ...boxes,
    breaks: 'answers a result without a shape',
    createConduct: spoil(isVillage, (response) =>
      editFirstResult(response, ({ name, label, confidence }) => ({
        name: name ?? '',
        label: label ?? '',
        confidence: confidence ?? 1,
      })),
    ),
  },
  'shape-envelope': {
    ...words,
    breaks: 'leaves the id of the answer out',
    createConduct: spoil(isPrediction, (response) =>
      editJson(response, ({ id: _, ...body }) => body),
    ),
  },
  'shape-fields': {
    ...boxes,
    breaks: 'has a field of its own',
    createConduct: spoil(isVillage, (response) =>
      editFirstResult(response, (result) => ({ ...result, colour: 'red' })),
    ),
  },
  'shape-labels': {
    ...boxes,
    breaks: 'names another class as the label',
    createConduct: spoil(isVillage, (response) =>
      editFirstResult(response, (result) => ({ ...result, label: 'barn' })),
    ),
  },
  'shape-attributes': {
    ...boxes,
    breaks: 'puts attributes into an object',
    settings: { reading: 'lenient' },
    createConduct: spoil(isVillage, (response) =>
      editFirstResult(response, (result) => ({
        ...result,
        attributes: { attributes: ['large'] },
      })),
    ),
  },
  'shape-reasoning': {
    ...quotes,
    breaks: 'thinks aloud',
    createConduct: spoil(isOrder, (response) => ({
      ...response,
      body: response.body.replace('"content":"', '"content":"<think>A name.</think>'),
    })),
  },
  'shape-complete': {
    ...words,
    breaks: 'stops before its end',
    createConduct: spoil(isOrder, (response) => ({
      ...response,
      body: response.body.replace('"finish_reason":"stop"', '"finish_reason":"length"'),
    })),
  },
} as const satisfies Partial<Record<RuleId, BrokenServer>>;
