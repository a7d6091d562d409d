import type { CheckReport } from '@patchbay/core/model/check-report.ts';
import { checkReportSchema } from '@patchbay/core/model/check-report.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { foundryProtocol } from '@patchbay/protocols/foundry/protocol.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';
import { v7Protocol } from '@patchbay/protocols/v7/protocol.ts';
import { describe, expect, test } from 'vitest';
import { startModelServer } from '../testing/model-server.ts';
import { createTestCaller } from '../testing/test-caller.ts';
import { findRefusingPort, startRawServer } from '../testing/test-server.ts';
import { type CheckOptions, checkEndpoint } from './check-endpoint.ts';
import { discoverOntology } from './discover.ts';

const ontology: Ontology = {
  tools: [
    { kind: 'bounding_box', name: 'house' },
    { kind: 'bounding_box', name: 'sun' },
  ],
  classifications: [],
};
const row = { type: 'image' as const, size: { width: 128, height: 96 } };
const box = { x: 24, y: 36, width: 44, height: 36 };
const house = { kind: 'bounding_box' as const, class: 'house', confidence: 0.9, box };
const answer = { annotations: [house, house, { ...house, class: 'sun' }] };

function startV7(spoil?: (response: HttpResponse, path: string) => HttpResponse) {
  return startModelServer({ protocol: v7Protocol, ontology, answer, row, ...(spoil && { spoil }) });
}

function check(url: string, options: Partial<CheckOptions> = {}): Promise<CheckReport> {
  return checkEndpoint({
    protocol: v7Protocol,
    connection: { url },
    credentials: {},
    caller: createTestCaller(),
    timeoutMs: 5000,
    ...options,
  });
}

/** The status of each step by its id. */
function statuses(report: CheckReport): Record<string, string> {
  return Object.fromEntries(report.steps.map(({ id, status }) => [id, status]));
}

function findingOf(report: CheckReport, id: string): string {
  return report.steps.find((step) => step.id === id)?.finding ?? '';
}

describe('the check of an endpoint', () => {
  test('passes one that keeps to the contract, and says what it read', async () => {
    const report = await check((await startV7()).url);
    expect(checkReportSchema.parse(report)).toEqual(report);
    expect(report).toMatchObject({ protocol: 'v7', passed: true });
    expect(statuses(report)).toEqual({
      reachable: 'passed',
      authenticated: 'passed',
      classes: 'passed',
      answers: 'passed',
    });
    expect(findingOf(report, 'classes')).toContain('house (bounding_box), sun (bounding_box)');
    const answers = findingOf(report, 'answers');
    expect(answers).toContain('3 annotations');
    expect(answers).toContain('2 × house (bounding_box), 1 × sun (bounding_box)');
    expect(answers).toContain('the limit is 5 s');
  });

  test('sends a real picture of the size that it says', async () => {
    let sent = '';
    const server = await startModelServer({
      protocol: v7Protocol,
      ontology,
      answer,
      row,
      onRequest: (_, body) => {
        sent = body || sent;
      },
    });
    await check(server.url);
    const png = Buffer.from(JSON.parse(sent).image.base64, 'base64');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 96]);
  });

  test('sends a text to a model whose classes are marked in texts', async () => {
    let sent = '';
    const text: Ontology = { tools: [{ kind: 'entity', name: 'person' }], classifications: [] };
    const server = await startModelServer({
      protocol: foundryProtocol,
      ontology: text,
      answer: { annotations: [] },
      row: { type: 'text', text: '' },
      onRequest: (_, body) => {
        sent = body;
      },
    });
    const report = await check(server.url, { protocol: foundryProtocol, ontology: text });
    expect(sent).toContain('Ada Lovelace');
    expect(statuses(report)).toEqual({
      reachable: 'passed',
      authenticated: 'passed',
      answers: 'passed',
    });
    expect(findingOf(report, 'answers')).toContain('without an annotation for the test text');
  });

  test('fails at the first step where nothing listens, and skips the others', async () => {
    const report = await check(`http://127.0.0.1:${await findRefusingPort()}`);
    expect(report.passed).toBe(false);
    expect(report.steps[0]?.problem?.code).toBe('MODEL_UNREACHABLE');
    expect(Object.values(statuses(report))).toEqual(['failed', 'skipped', 'failed', 'skipped']);
  });

  test('fails at the first step where the address may not be called', async () => {
    const report = await check('http://192.168.77.1/');
    expect(report.steps[0]?.problem?.code).toBe('URL_BLOCKED');
    expect(findingOf(report, 'reachable')).toContain('PATCHBAY_EGRESS_ALLOW');
  });

  test('fails where the endpoint accepts and stays silent', async () => {
    const server = await startRawServer(() => {});
    const report = await check(server.url, { protocol: foundryProtocol, timeoutMs: 50 });
    expect(report.steps[0]?.problem?.code).toBe('MODEL_TIMEOUT');
    expect(statuses(report)).toMatchObject({ reachable: 'failed', answers: 'skipped' });
  });

  test('fails at the credentials where they are refused, whichever call it is', async () => {
    for (const refusing of ['/classes', '/infer']) {
      const server = await startV7((response, path) =>
        path === refusing ? { status: 401, headers: {}, body: 'who are you?' } : response,
      );
      const report = await check(server.url);
      expect(report.passed).toBe(false);
      expect(statuses(report)).toMatchObject({ reachable: 'passed', authenticated: 'failed' });
      expect(findingOf(report, 'authenticated')).toContain('who are you?');
      expect(findingOf(report, 'answers')).toContain('refused the credentials');
    }
  });

  test('goes on to the answer where only the classes are missing (fault N26)', async () => {
    const server = await startV7((response, path) =>
      path === '/classes' ? { status: 404, headers: {}, body: '' } : response,
    );
    const report = await check(server.url, { ontology });
    expect(statuses(report)).toMatchObject({ classes: 'failed', answers: 'passed' });
    expect(report.passed).toBe(false);
  });

  test('names the place where the answer cannot be read', async () => {
    const server = await startV7((response, path) =>
      path === '/infer' ? { ...response, body: '{"status":"succeeded","results":[{}]}' } : response,
    );
    const report = await check(server.url);
    expect(statuses(report)).toMatchObject({ classes: 'passed', answers: 'failed' });
    expect(report.steps.at(-1)?.problem?.code).toMatch(/^MODEL_/);
    expect(findingOf(report, 'answers')).toContain('results');
  });

  test('warns of declared classes that the endpoint does not know', async () => {
    const declared: Ontology = {
      tools: [...ontology.tools, { kind: 'bounding_box', name: 'tree' }],
      classifications: [],
    };
    const report = await check((await startV7()).url, { ontology: declared });
    expect(statuses(report)).toMatchObject({ classes: 'warned' });
    expect(findingOf(report, 'classes')).toContain('not among them: tree');
    expect(report.passed).toBe(true);
  });

  test('shows the warnings with which an answer was read', async () => {
    const server = await startV7((response) => ({
      ...response,
      headers: { 'content-type': 'text/plain' },
    }));
    const report = await check(server.url);
    expect(statuses(report)).toMatchObject({ classes: 'warned', answers: 'warned' });
    expect(report.steps.at(-1)?.warnings[0]?.code).toBe('CONTENT_TYPE_UNEXPECTED');
  });

  test('does not pretend to have seen an answer where the endpoint fetches images itself', async () => {
    const server = await startV7();
    const connection = { url: server.url, imageDelivery: 'url' };
    const report = await check(server.url, { connection });
    expect(statuses(report)).toMatchObject({ classes: 'passed', answers: 'skipped' });
    expect(findingOf(report, 'answers')).toContain('fetches images itself');
  });

  test('does not pass where nothing at all could be called', async () => {
    const protocol = { ...foundryProtocol, imageDelivery: () => 'hub-url' as const };
    const report = await check('http://127.0.0.1:1', { protocol });
    expect(report.passed).toBe(false);
    expect(new Set(Object.values(statuses(report)))).toEqual(new Set(['skipped']));
  });

  test('calls nothing where the connection does not fit the protocol', async () => {
    const report = await check('not a URL');
    expect(report.passed).toBe(false);
    expect(report.steps.find(({ id }) => id === 'classes')?.problem?.code).toBe('INPUT_INVALID');
  });
});

describe('asking an endpoint for its classes', () => {
  const options = () => ({ credentials: {}, caller: createTestCaller(), timeoutMs: 5000 });

  test('gives its ontology', async () => {
    const { url } = await startV7();
    const protocol = v7Protocol;
    const found = await discoverOntology({ protocol, connection: { url }, ...options() });
    expect(found).toMatchObject({ ok: true, value: ontology });
  });

  test('gives the problem of the call where it fails', async () => {
    const { url } = await startV7(() => ({ status: 500, headers: {}, body: '' }));
    const protocol = v7Protocol;
    const found = await discoverOntology({ protocol, connection: { url }, ...options() });
    expect(found).toMatchObject({ ok: false, problem: { code: 'MODEL_SERVER_ERROR' } });
  });

  test('is refused where the contract has no way to ask', async () => {
    const connection = { url: 'http://127.0.0.1:1' };
    const protocol = foundryProtocol;
    const found = await discoverOntology({ protocol, connection, ...options() });
    expect(found).toMatchObject({ ok: false, problem: { code: 'INPUT_INVALID' } });
  });
});
