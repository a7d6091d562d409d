import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import { answer, type BrokenServer, boxes, isPrediction, spans, spoil } from './broken-server.ts';
import { type Conduct, refuse, type ServedRequest } from './check-server.ts';

const failOn = (isMeant: (request: ServedRequest) => boolean) => spoil(isMeant, () => refuse(500));

/** Serves a few calls at once, and answers the others in this way. */
function crowd(refusal: HttpResponse): () => Conduct {
  return () => {
    let inside = 0;
    return async (_, right) => {
      if (inside >= 4) return refusal;
      inside += 1;
      await new Promise((resolve) => setTimeout(resolve, 100));
      inside -= 1;
      return right();
    };
  };
}

const nothingFound = answer('{"status":"succeeded","results":[]}');
const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

export const brokenBehaviour = {
  'input-blank': {
    ...boxes,
    breaks: 'fails where nothing is to be found',
    createConduct: failOn(({ about }) => about === '320 × 240'),
  },
  'input-tiny': {
    ...boxes,
    breaks: 'fails on one pixel',
    createConduct: failOn(({ about }) => about === '1 × 1'),
  },
  'input-huge': {
    ...boxes,
    breaks: 'runs out of memory',
    createConduct: failOn(({ about }) => about === '8000 × 6000'),
  },
  'input-unicode': {
    ...spans,
    breaks: 'fails on Arabic',
    createConduct: failOn(({ about }) => /\p{Script=Arabic}/u.test(about)),
  },
  'input-controls': {
    ...spans,
    breaks: 'fails on an escape',
    createConduct: failOn(({ about }) => about.includes('\u001b')),
  },
  'input-empty-text': {
    ...spans,
    breaks: 'fails on nothing',
    createConduct: failOn((request) => isPrediction(request) && request.about === ''),
  },
  'input-long-text': {
    ...spans,
    breaks: 'fails on much',
    createConduct: failOn(({ about }) => about.length > 50_000),
  },
  'input-by-url': {
    ...boxes,
    breaks: 'answers without fetching the image',
    settings: { imageDelivery: 'hub-url' },
    options: {
      offerImage: ({ name }) => ({ url: `http://127.0.0.1:1/${name}`, wasFetched: () => false }),
    },
  },
  'repeat-recovers': {
    ...boxes,
    breaks: 'is broken by a GET',
    createConduct: () => {
      let isWell = true;
      return (request, right) => {
        if (request.method === 'GET' && request.path === '/infer') isWell = false;
        return isWell || !request.input ? right() : refuse(500);
      };
    },
  },
  'repeat-parallel': {
    ...boxes,
    breaks: 'fails where more than four call at once',
    createConduct: crowd(refuse(500)),
  },
  'repeat-busy': {
    ...boxes,
    breaks: 'is busy where more than four call at once',
    createConduct: crowd(refuse(429)),
  },
  'refusal-malformed': {
    ...boxes,
    breaks: 'takes a body that is not JSON',
    createConduct: spoil(
      ({ body }) => body !== '' && !isJson(body),
      () => nothingFound,
    ),
  },
  'refusal-content': {
    ...boxes,
    breaks: 'takes any JSON',
    createConduct: spoil(
      ({ body, input }) => isJson(body) && input === null,
      () => nothingFound,
    ),
  },
  'refusal-path': {
    ...boxes,
    breaks: 'answers at any path',
    createConduct: spoil(
      ({ path }) => path === '/infer/no-such-path',
      () => nothingFound,
    ),
  },
  'refusal-method': {
    ...boxes,
    breaks: 'answers a GET',
    createConduct: spoil(
      ({ method, path }) => method === 'GET' && path === '/infer',
      () => nothingFound,
    ),
  },
  'refusal-page': {
    ...boxes,
    breaks: 'refuses with a page, as frameworks do',
    createConduct: spoil(
      ({ path }) => path === '/infer/no-such-path',
      () => ({
        status: 404,
        headers: { 'content-type': 'text/html' },
        body: '<h1>Not found</h1>',
      }),
    ),
  },
} as const satisfies Partial<Record<RuleId, BrokenServer>>;
