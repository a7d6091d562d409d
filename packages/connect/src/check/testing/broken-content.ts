import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { Point } from '@patchbay/core/geometry/point.ts';
import { answerCorrectly } from './answer-correctly.ts';
import {
  annotate,
  type BrokenServer,
  boxes,
  editJson,
  isVillage,
  masks,
  quotes,
  spans,
  spoil,
} from './broken-server.ts';
import type { ServedRequest } from './check-server.ts';

/** Multiplies all coordinates, by a factor for each direction. */
function scale(one: Annotation, across: number, down: number): Annotation {
  const scalePoint = ({ x, y }: Point) => ({ x: x * across, y: y * down });
  switch (one.kind) {
    case 'bounding_box': {
      const { x, y, width, height } = one.box;
      return {
        ...one,
        box: { ...scalePoint({ x, y }), width: width * across, height: height * down },
      };
    }
    case 'polygon':
      return { ...one, rings: one.rings.map((ring) => ring.map(scalePoint)) };
    case 'ellipse': {
      const { center, radius, angle } = one.ellipse;
      return {
        ...one,
        ellipse: { center: scalePoint(center), radius: scalePoint(radius), angle },
      };
    }
    default:
      return one;
  }
}

/** Answers in parts of the width and height, times a factor. */
function inParts(factor: number) {
  return annotate('boxes', (all, { about }) => {
    const [width = 1, height = 1] = about.split(' × ').map(Number);
    return all.map((one) => scale(one, factor / width, factor / height));
  });
}

/** Changes the box of the sun. */
function moveSun(change: (box: Extract<Annotation, { kind: 'bounding_box' }>['box']) => object) {
  return annotate('boxes', (all) =>
    all.map((one) =>
      one.kind === 'bounding_box' && one.class === 'sun'
        ? { ...one, box: { ...one.box, ...change(one.box) } }
        : one,
    ),
  );
}

/** Counts the places of spans in another way than in code points. */
function recount(change: (start: number, end: number, text: string) => [number, number]) {
  return annotate('spans', (all, { about }: ServedRequest) =>
    all.map((one) => {
      if (one.kind !== 'entity') return one;
      const [start, end] = change(one.start, one.end, about);
      return { ...one, start, end };
    }),
  );
}

const before = (text: string, point: number) => [...text].slice(0, point).join('');

export const brokenContent = {
  'geometry-inside': {
    ...boxes,
    breaks: 'draws a little beyond the edge',
    createConduct: moveSun(({ x }) => ({ x: -x / 20 })),
  },
  'geometry-area': {
    ...boxes,
    breaks: 'draws a box without width',
    createConduct: moveSun(() => ({ width: 0 })),
  },
  'geometry-possible': {
    ...boxes,
    breaks: 'draws a box of negative width',
    createConduct: moveSun(({ width }) => ({ width: -width })),
  },
  'geometry-normalised': {
    ...boxes,
    breaks: 'answers parts of the width and height',
    createConduct: inParts(1),
  },
  'geometry-percent': { ...boxes, breaks: 'answers percent', createConduct: inParts(100) },
  'geometry-scale': {
    ...boxes,
    breaks: 'does not scale its boxes back',
    createConduct: annotate('boxes', (all, { about }) =>
      all.map((one) => (about === '1280 × 960' ? scale(one, 0.5, 0.5) : one)),
    ),
  },
  'geometry-corners': {
    ...boxes,
    breaks: 'answers two corners',
    createConduct: annotate('boxes', (all) =>
      all.map((one) => {
        if (one.kind !== 'bounding_box') return one;
        const { x, y, width, height } = one.box;
        return { ...one, box: { x, y, width: x + width, height: y + height } };
      }),
    ),
  },
  'geometry-mask': {
    ...masks,
    breaks: 'leaves the end of a mask out',
    createConduct: spoil(isVillage, (response) =>
      editJson(response, (body) => ({
        ...body,
        meadow: { masks: [{ size: [600, 900], counts: [300, 300] }], scores: [0.7] },
      })),
    ),
  },
  'geometry-mask-size': {
    ...masks,
    breaks: 'gives the size of a mask as width and height',
    createConduct: spoil(isVillage, (response) =>
      editJson(response, (body) => ({
        ...body,
        meadow: { masks: [{ size: [900, 600], counts: [540_000] }], scores: [0.7] },
      })),
    ),
  },
  'geometry-angle': {
    ...boxes,
    breaks: 'turns by degrees',
    createConduct: annotate('boxes', (all) =>
      all.map((one) =>
        one.kind === 'ellipse' ? { ...one, ellipse: { ...one.ellipse, angle: 90 } } : one,
      ),
    ),
  },
  'text-utf16': {
    ...spans,
    breaks: 'counts UTF-16 units',
    createConduct: recount((start, end, text) => [
      before(text, start).length,
      before(text, end).length,
    ]),
  },
  'text-bytes': {
    ...spans,
    breaks: 'counts bytes',
    createConduct: recount((start, end, text) => [
      Buffer.byteLength(before(text, start)),
      Buffer.byteLength(before(text, end)),
    ]),
  },
  'text-inclusive': {
    ...spans,
    breaks: 'takes the end for the last character',
    createConduct: recount((start, end) => [start, end - 1]),
  },
  'text-span': {
    ...spans,
    breaks: 'counts from 4',
    createConduct: recount((start, end) => [start + 4, end + 4]),
  },
  'text-quote': {
    ...quotes,
    breaks: 'quotes what is not there',
    createConduct: () => (_, right) => {
      const response = right();
      return { ...response, body: response.body.replace('Ada Lovelace', 'Lady Lovelace') };
    },
  },
  'confidence-range': {
    ...boxes,
    breaks: 'is surer than sure',
    createConduct: annotate('boxes', (all) =>
      all.map((one) => (one.class === 'sun' ? { ...one, confidence: 1.0001 } : one)),
    ),
  },
  'confidence-percent': {
    ...boxes,
    breaks: 'is sure in percent',
    createConduct: annotate('boxes', (all) =>
      all.map((one) => ({ ...one, confidence: (one.confidence ?? 0) * 100 })),
    ),
  },
  'confidence-given': {
    ...spans,
    breaks: 'does not say how sure it is',
    createConduct: annotate('spans', (all) => all.map((one) => ({ ...one, confidence: null }))),
  },
  'confidence-varied': {
    ...boxes,
    breaks: 'is always sure',
    createConduct: annotate('boxes', (all) => all.map((one) => ({ ...one, confidence: 1 }))),
  },
  'repeat-same': {
    ...boxes,
    breaks: 'answers by chance',
    createConduct: annotate('boxes', (all) =>
      all.map((one) => ({ ...one, confidence: Math.random() })),
    ),
  },
  'repeat-mixed': {
    ...boxes,
    breaks: 'keeps its input in a variable of the whole server',
    createConduct: () => {
      let current: ServedRequest['input'] = null;
      return async (request, right) => {
        if (!request.input) return right();
        current = request.input;
        await new Promise((resolve) => setTimeout(resolve, 30));
        return right(answerCorrectly('boxes', current));
      };
    },
  },
} as const satisfies Partial<Record<RuleId, BrokenServer>>;
