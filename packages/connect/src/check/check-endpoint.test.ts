import { createServer } from 'node:http';
import { checkReportSchema } from '@patchbay/core/conformance/check-report.ts';
import { ruleIds, ruleOf } from '@patchbay/core/conformance/rules.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findFreePort } from '../testing/loopback-port.ts';
import { createTestCaller } from '../testing/test-caller.ts';
import { discoverOntology } from './discover.ts';
import { type Conduct, refuse, requireProtocol, startCheckServer } from './testing/check-server.ts';
import { brokenRules, checkServer, checkUrl, findingOf } from './testing/run-test-check.ts';

const v7 = requireProtocol('v7');
const foundry = requireProtocol('foundry');
const boxes = { protocol: v7, knowledge: 'boxes' } as const;
const spans = { protocol: foundry, knowledge: 'spans' } as const;

describe('a full check', () => {
  test.each([
    ['v7', 'boxes'],
    ['foundry', 'masks'],
    ['foundry', 'spans'],
    ['openai-chat', 'words'],
    ['openai-chat', 'quotes'],
  ] as const)(
    'finds nothing wrong in a server of %s that answers %s as it should',
    async (id, knowledge) => {
      const protocol = requireProtocol(id);
      const report = await checkServer({ protocol, knowledge, token: 'let-me-in' });
      expect(brokenRules(report)).toEqual([]);
      expect(report).toMatchObject({ protocol: id, depth: 'full', passed: true });
      expect(report.findings.map(({ rule }) => rule)).toEqual([...ruleIds]);
      expect(checkReportSchema.parse(report)).toEqual(report);
    },
  );

  test('makes no more than 26 calls, tells of each, and sends pictures of the sizes that it says', async () => {
    const told: number[] = [];
    const sizes = new Set<string>();
    const conduct: Conduct = ({ about }, right) => {
      if (about) sizes.add(about);
      return right();
    };
    const report = await checkServer(
      { ...boxes, conduct, token: 'let-me-in' },
      { onCall: ({ number }) => told.push(number) },
    );
    expect(report.calls).toBeLessThanOrEqual(26);
    expect(told).toEqual(Array.from({ length: report.calls }, (_, index) => index + 1));
    expect([...sizes]).toEqual([
      '640 × 480',
      '1280 × 960',
      '900 × 600',
      '320 × 240',
      '1 × 1',
      '8000 × 6000',
    ]);
  });

  test('asks about the samples of the owner first', async () => {
    const asked: string[] = [];
    const conduct: Conduct = ({ about }, right) => {
      asked.push(about);
      return right();
    };
    const row = { type: 'text' as const, text: 'Grace Hopper lived in New York.' };
    const samples = [{ name: 'note.txt', title: 'note.txt', input: row, row }];
    const report = await checkServer({ ...spans, conduct }, { samples });
    expect(asked.slice(0, 3)).toEqual([row.text, row.text, row.text]);
    expect(findingOf(report, 'reach-answers').message).toContain('3 annotations for note.txt');
  });

  test('sends no larger pictures than a run would', async () => {
    const server = { ...boxes, token: 'let-me-in' };
    const report = await checkServer(server, {}, { maximumImageSide: 1000 });
    expect(brokenRules(report)).toEqual([]);
    expect(findingOf(report, 'input-huge').status).toBe('skipped');
    expect(findingOf(report, 'reach-answers').message).toContain('all 3 ordinary inputs');
  });

  test('goes on where only the classes are missing (fault N26)', async () => {
    const conduct: Conduct = ({ path }, right) => (path === '/classes' ? refuse(404) : right());
    const report = await checkServer({ ...boxes, conduct, token: 'let-me-in' });
    expect(brokenRules(report)).toEqual([['classes-listed', 'failed']]);
    expect(findingOf(report, 'reach-answers').status).toBe('passed');
  });

  test('makes all that is left skipped once its time is over, and says so', async () => {
    const conduct: Conduct = async (_, right) => {
      await new Promise((resolve) => setTimeout(resolve, 150));
      return right();
    };
    const report = await checkServer({ ...boxes, conduct }, { totalMs: 700 });
    expect(report.durationMs).toBeLessThan(2000);
    const last = findingOf(report, 'repeat-recovers');
    expect(last).toMatchObject({ status: 'skipped' });
    expect(last.message).toContain('time limit of the whole check');
  });

  test('leaves an endpoint alone that does not answer in time twice in a row (fault N4)', async () => {
    let predictions = 0;
    const conduct: Conduct = ({ input }, right) => {
      if (input) predictions += 1;
      return predictions > 1 && input ? null : right();
    };
    const report = await checkServer({ ...boxes, conduct }, { timeoutMs: 200 });
    expect(predictions).toBe(3);
    expect(findingOf(report, 'input-huge').message).toContain('2 times in a row');
    expect(findingOf(report, 'reach-answers')).toMatchObject({
      status: 'failed',
      problem: { code: 'MODEL_TIMEOUT' },
    });
  });

  test('asks a busy endpoint once more, after the time that it asks for (fault N21)', async () => {
    let isFirst = true;
    const conduct: Conduct = ({ input }, right) => {
      if (!input || !isFirst) return right();
      isFirst = false;
      return { ...refuse(429), headers: { 'retry-after': '0' } };
    };
    const report = await checkServer({ ...boxes, conduct, token: 'let-me-in' });
    expect(brokenRules(report)).toEqual([]);
  });

  test('goes no faster than the model may be called, and not at once where that is too much', async () => {
    const pace = { requestsPerSecond: 50, concurrency: 4 };
    const report = await checkServer({ ...spans }, { pace });
    expect(report.durationMs).toBeGreaterThan((report.calls - 1) * 20 - 5);
    expect(findingOf(report, 'repeat-parallel').message).toContain('fewer than 8 calls at once');
  });

  test('ends with the reason of whoever gave up', async () => {
    const stop = new AbortController();
    const onCall = ({ number }: { number: number }) => {
      if (number === 3) stop.abort(new Error('enough'));
    };
    await expect(checkServer(boxes, { signal: stop.signal, onCall })).rejects.toThrow('enough');
  });
});

describe('evidence', () => {
  test('shows what was sent, what came and where, shortened and without the secret', async () => {
    const token = 'very-secret-token';
    const conduct: Conduct = ({ about }, right) => {
      const response = right();
      if (about !== '900 × 600') return response;
      const body = response.body.replace('0.9', '1.5').replace('house', token);
      return { ...response, body };
    };
    const report = await checkServer({ ...boxes, conduct, token });
    const [evidence] = findingOf(report, 'confidence-range').evidence;
    expect(evidence).toMatchObject({
      about: 'the drawn village (900 × 600)',
      pointer: '/results/0/confidence',
      sent: { method: 'POST', url: expect.stringMatching(/\/infer$/) },
      received: { status: 200, contentType: 'application/json', body: '"confidence": 1.5' },
    });
    expect(evidence?.sent?.body).toContain('<image/png,');
    expect(evidence?.sent?.body?.length).toBeLessThan(320);
    expect(JSON.stringify(report)).not.toContain(token);
  });

  test('counts the answers and shows the first three', async () => {
    const conduct: Conduct = (_, right) => ({ ...right(), headers: {} });
    const finding = findingOf(await checkServer({ ...spans, conduct }), 'json-content-type');
    expect(finding.count).toBeGreaterThan(3);
    expect(finding.evidence).toHaveLength(3);
  });
});

describe('spans that quote nothing', () => {
  const unquote = (response: HttpResponse) => ({
    ...response,
    body: response.body.replaceAll(/,"text":"[^"]*"/g, ''),
  });

  test('are judged by whether they begin and end where words do (fault D15)', async () => {
    const conduct: Conduct = (request, right) => {
      const response = unquote(right());
      // One emoji before the names, counted as two units.
      const body = response.body.replaceAll(/"(start|end)":(\d+)/g, (_, name, number) =>
        request.about.startsWith('Great news')
          ? `"${name}":${Number(number) + 5}`
          : `"${name}":${number}`,
      );
      return { ...response, body };
    };
    const right = await checkServer({
      ...spans,
      conduct: (_, right) => unquote(right()),
      token: 'let-me-in',
    });
    expect(brokenRules(right)).toEqual([]);
    const wrong = await checkServer({ ...spans, conduct, token: 'let-me-in' });
    expect(brokenRules(wrong)).toEqual([['text-utf16', 'failed']]);
  });
});

describe('images by address', () => {
  test('are offered, fetched and judged like others', async () => {
    const offered = new Map<string, Uint8Array>();
    const fetched = new Set<string>();
    const files = createServer((request, response) => {
      const path = request.url ?? '';
      fetched.add(path);
      response.end(offered.get(path));
    });
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void files.close());
    const address = files.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const conduct: Conduct = async ({ body }, right) => {
      const url = /"url":"([^"]+)"/.exec(body)?.[1];
      if (url) await (await fetch(url)).arrayBuffer();
      return right();
    };
    const report = await checkServer(
      { ...boxes, conduct, token: 'let-me-in' },
      {
        offerImage({ name, bytes }) {
          offered.set(`/${name}`, bytes);
          return {
            url: `http://127.0.0.1:${port}/${name}`,
            wasFetched: () => fetched.has(`/${name}`),
          };
        },
      },
      { imageDelivery: 'hub-url' },
    );
    expect(brokenRules(report)).toEqual([]);
    expect(findingOf(report, 'input-by-url')).toMatchObject({
      status: 'passed',
      message: '6 images were fetched.',
    });
  });

  test('are not sent where the check has no address, and that is said', async () => {
    const { url } = await startCheckServer(boxes);
    const report = await checkUrl(v7, url, { connection: { url, imageDelivery: 'hub-url' } });
    expect(report.passed).toBe(true);
    expect(findingOf(report, 'classes-listed').status).toBe('passed');
    expect(findingOf(report, 'reach-answers')).toMatchObject({ status: 'skipped' });
    expect(findingOf(report, 'reach-answers').message).toContain('--serve-images');
  });
});

describe('a quick check', () => {
  const quick = { depth: 'quick' } as const;

  test('makes two calls and reports the rules that two calls can show', async () => {
    const report = await checkServer({ ...boxes, token: 'let-me-in' }, quick);
    expect(report).toMatchObject({ depth: 'quick', calls: 2, passed: true });
    expect(report.findings.every(({ rule }) => ruleOf(rule).depth === 'quick')).toBe(true);
    expect(findingOf(report, 'reach-answers').message).toContain(
      '1 × house (bounding_box), 1 × sun (bounding_box), 1 × roof (polygon)',
    );
    expect(findingOf(report, 'classes-listed').message).toContain('house (bounding_box), sun');
    expect(brokenRules(report)).toEqual([]);
  });

  test('says that nothing was found, which may be right', async () => {
    const ontology: Ontology = { tools: [{ kind: 'entity', name: 'date' }], classifications: [] };
    const conduct: Conduct = (_, right) => right([]);
    const report = await checkServer({ ...spans, conduct }, { ...quick, ontology });
    expect(findingOf(report, 'reach-answers').message).toContain('without an annotation');
  });

  test('fails at the connection where nothing listens, and skips the others', async () => {
    const report = await checkUrl(v7, `http://127.0.0.1:${await findFreePort()}`, quick);
    expect(report.passed).toBe(false);
    expect(brokenRules(report)).toEqual([['reach-connects', 'failed']]);
    expect(findingOf(report, 'reach-connects').problem?.code).toBe('MODEL_UNREACHABLE');
    expect(findingOf(report, 'reach-answers').message).toContain('was not reached');
  });

  test('fails at the connection where the address may not be called', async () => {
    const finding = findingOf(await checkUrl(v7, 'http://192.168.77.1/', quick), 'reach-connects');
    expect(finding.problem?.code).toBe('URL_BLOCKED');
    expect(finding.message).toContain('PATCHBAY_EGRESS_ALLOW');
  });

  test.each(['/classes', '/infer'])('fails where %s refuses the credentials', async (refusing) => {
    const conduct: Conduct = ({ path }, right) => (path === refusing ? refuse(401) : right());
    const report = await checkServer({ ...boxes, conduct, token: 'let-me-in' }, quick);
    expect(brokenRules(report)).toEqual([['access-accepted', 'failed']]);
    expect(findingOf(report, 'shape-contract').message).toContain('refused the credentials');
  });

  test('does not pass where nothing at all could be called', async () => {
    const report = await checkUrl(v7, 'not a URL', quick);
    expect(report.passed).toBe(false);
    expect(new Set(report.findings.map(({ status }) => status))).toEqual(new Set(['skipped']));
    expect(findingOf(report, 'reach-connects').message).toContain('connection.url');
  });
});

test('the time limit of a contract is the limit that times are held against (ambiguity 34)', async () => {
  const limitOf = async (server: Parameters<typeof checkServer>[0]) =>
    (await checkServer(server, { depth: 'quick', timeoutMs: 4000 })).latency.limitMs;
  expect(await limitOf(boxes)).toBe(30_000);
  expect(await limitOf(spans)).toBe(4000);
});

describe('asking an endpoint for its classes', () => {
  const options = () => ({ credentials: {}, caller: createTestCaller(), timeoutMs: 5000 });

  test('gives its ontology', async () => {
    const { url } = await startCheckServer(boxes);
    const found = await discoverOntology({ protocol: v7, connection: { url }, ...options() });
    expect(found).toMatchObject({ ok: true, value: { tools: [{ name: 'house' }, {}, {}, {}] } });
  });

  test('gives the problem of the call where it fails', async () => {
    const { url } = await startCheckServer({ ...boxes, conduct: () => refuse(500) });
    const found = await discoverOntology({ protocol: v7, connection: { url }, ...options() });
    expect(found).toMatchObject({ ok: false, problem: { code: 'MODEL_SERVER_ERROR' } });
  });

  test('is refused where the contract has no way to ask', async () => {
    const connection = { url: 'http://127.0.0.1:1' };
    const found = await discoverOntology({ protocol: foundry, connection, ...options() });
    expect(found).toMatchObject({ ok: false, problem: { code: 'INPUT_INVALID' } });
  });
});
