import { setTimeout as sleep } from 'node:timers/promises';
import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import { answerCorrectly } from './answer-correctly.ts';
import {
  type BrokenServer,
  boxes,
  isClasses,
  isPrediction,
  isVillage,
  spans,
  spoil,
} from './broken-server.ts';
import { type Conduct, refuse } from './check-server.ts';

/** Waits before some of the predictions, counted from 1. */
function delay(isMeant: (number: number) => boolean, timeMs: number): () => Conduct {
  return () => {
    let predictions = 0;
    return async (request, right) => {
      if (isPrediction(request)) predictions += 1;
      if (isPrediction(request) && isMeant(predictions)) await sleep(timeMs);
      return right();
    };
  };
}

const anyBearer: Conduct = (request, right) => (request.authorization ? right() : refuse(401));

export const brokenReach = {
  'reach-connects': {
    ...boxes,
    breaks: 'accepts connections and stays silent',
    createConduct: () => () => null,
    options: { timeoutMs: 50 },
  },
  'reach-address': {
    ...boxes,
    breaks: 'has its predictions at another path',
    createConduct: spoil(isPrediction, () => refuse(404)),
  },
  'reach-answers': {
    ...boxes,
    breaks: 'fails on one of the ordinary pictures',
    createConduct: spoil(isVillage, () => refuse(500)),
  },
  'access-accepted': {
    ...boxes,
    breaks: 'refuses the right secret',
    createConduct: () => () => refuse(401),
  },
  'access-open': {
    ...boxes,
    breaks: 'lets everybody in, though it was given a secret',
    token: null,
    options: { credentials: { bearer: { token: 'let-me-in' } } },
  },
  'access-wrong-secret': {
    ...boxes,
    breaks: 'looks whether there is a secret, not which',
    token: null,
    createConduct: () => anyBearer,
    options: { credentials: { bearer: { token: 'let-me-in' } } },
  },
  'access-no-secret': {
    ...boxes,
    breaks: 'compares a secret only where there is one',
    token: null,
    createConduct: () => (request, right) =>
      [undefined, 'Bearer let-me-in'].includes(request.authorization) ? right() : refuse(401),
    options: { credentials: { bearer: { token: 'let-me-in' } } },
  },
  'access-status': {
    ...boxes,
    breaks: 'refuses strangers with 400',
    createConduct: spoil(
      ({ authorization }) => authorization !== 'Bearer let-me-in',
      () => refuse(400),
    ),
  },
  'access-public': { ...boxes, breaks: 'asks for no secret', token: null },
  'bounds-cold-time': {
    ...spans,
    breaks: 'takes its time for the first call',
    createConduct: delay((number) => number === 1, 700),
    options: { timeoutMs: 1000 },
  },
  'bounds-warm-time': {
    ...spans,
    breaks: 'takes its time for later calls',
    createConduct: delay((number) => number === 2 || number === 3, 700),
    options: { timeoutMs: 1000 },
  },
  'bounds-large-answer': {
    ...boxes,
    breaks: 'fills an answer up with space',
    createConduct: spoil(isVillage, (response) => ({
      ...response,
      body: response.body + ' '.repeat(2_100_000),
    })),
  },
  'bounds-too-large': {
    ...boxes,
    breaks: 'answers more annotations than are read',
    createConduct: () => (request, right) => {
      const { input } = request;
      if (!isVillage(request) || !input) return right();
      return right(Array.from({ length: 4000 }, () => answerCorrectly('boxes', input)).flat());
    },
  },
  'classes-listed': {
    ...boxes,
    breaks: 'fails when it is asked for its classes',
    createConduct: spoil(isClasses, () => refuse(500)),
  },
} as const satisfies Partial<Record<RuleId, BrokenServer>>;
