import tls from 'node:tls';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { foundryProtocol } from '@patchbay/protocols/foundry/protocol.ts';
import type { AnsweredRow, ModelInput } from '@patchbay/protocols/model-input.ts';
import { openAiChatProtocol } from '@patchbay/protocols/openai-chat/protocol.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { v7Protocol } from '@patchbay/protocols/v7/protocol.ts';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type PredictResult, predict } from './predict.ts';
import type { Verdict } from './testing/chaos/fault.ts';
import { faults, rowsWithoutFault } from './testing/chaos/faults.ts';
import type { Contract } from './testing/chaos/right-answer.ts';
import { type ChaosEndpoint, startChaosEndpoint } from './testing/chaos-endpoint.ts';
import { createTestCaller } from './testing/test-caller.ts';
import { testCertificates } from './testing/test-certificates.ts';

/** What a caller makes of everything that an endpoint can do wrong, each fault called over HTTP. */

let chaos: ChaosEndpoint;
beforeAll(async () => {
  chaos = await startChaosEndpoint();
});
afterAll(() => chaos.close());

const echo: Ontology = {
  tools: [{ kind: 'bounding_box', name: 'cat' }],
  classifications: [{ kind: 'free_text', name: 'echo' }],
};
const words: Ontology = { tools: [], classifications: echo.classifications };
/** With two questions a chat answers in JSON; with one, in words. */
const questions: Ontology = {
  tools: [],
  classifications: [...words.classifications, { kind: 'free_text', name: 'note' }],
};
const image: ModelInput = {
  type: 'image',
  source: { kind: 'base64', base64: 'bm90IGEgcGljdHVyZQ==', mediaType: 'image/png' },
};
const text = { type: 'text' as const, text: 'A long story.' };

interface Asked {
  readonly protocol: PredictionProtocol;
  readonly ontology: Ontology;
  readonly input: ModelInput;
  readonly row: AnsweredRow;
  readonly connect: (url: string) => { url: string };
}

const asked: { readonly [contract in Contract]: Asked } = {
  v7: {
    protocol: v7Protocol,
    ontology: echo,
    input: image,
    row: { type: 'image', size: { width: 20, height: 10 } },
    connect: (url) => ({ url, inferUrl: url }),
  },
  foundry: {
    protocol: foundryProtocol,
    ontology: words,
    input: text,
    row: text,
    connect: (url) => ({ url }),
  },
  'openai-chat': {
    protocol: openAiChatProtocol,
    ontology: questions,
    input: text,
    row: text,
    connect: (url) => ({ url, model: 'chaos', exactUrl: true }),
  },
};

const token = 'canary-0123456789';

function ask(
  contract: Contract,
  url: string,
  { caller = createTestCaller(), key = 'item-1', timeoutMs = 10_000 } = {},
): Promise<PredictResult> {
  const { protocol, ontology, input, row, connect } = asked[contract];
  return predict({
    protocol,
    configuration: { connection: connect(url), ontology },
    parameters: {},
    credentials: { bearer: { token } },
    input,
    row,
    caller,
    timeoutMs,
    headers: { 'idempotency-key': key },
  });
}

/** What became of the item, in one word. */
function judge({ outcome }: PredictResult): Verdict {
  if (!outcome.ok) return outcome.problem.code;
  return outcome.warnings[0]?.code ?? 'succeeds';
}

/** The time limit of a call that is expected to end at it. */
const shortMs = 150;

const cases = faults.flatMap((fault) =>
  Object.entries(fault.wanted).map(([contract, wanted]) => {
    return { fault, contract: contract as Contract, wanted, path: `${fault.row}/${fault.name}` };
  }),
);

describe('an endpoint that does', () => {
  test.each(cases)(
    '$path makes of an item of $contract: $wanted (fault $fault.row)',
    async ({ fault, contract, wanted, path }) => {
      const caller = createTestCaller();
      const url = chaos.urlOf(path, { ms: 50, share: 1, case: contract });
      const isTimeout = wanted === 'MODEL_TIMEOUT';
      const timeoutMs = isTimeout ? shortMs : 10_000;
      let result = await ask(contract, url, { caller, timeoutMs });
      // A caller with several connections may take another one before it comes back to the first.
      for (let calls = 1; fault.shownOn === 2 && calls < 5 && result.outcome.ok; calls += 1) {
        result = await ask(contract, url, { caller, timeoutMs });
      }
      expect({ path, verdict: judge(result) }).toEqual({ path, verdict: wanted });
      if (isTimeout) expect(result.exchange?.latencyMs).toBeLessThan(shortMs + 250);
      expect(JSON.stringify(result)).not.toMatch(/canary|stolen/);
      // The next item of the same model is not spoilt by it.
      const next = await ask(contract, chaos.urlOf('right'), { caller, key: 'item-2' });
      expect(judge(next)).toBe('succeeds');
    },
  );

  test('nothing that is known is left out: every row of the groups N and J has an address', () => {
    const known = new Set([...faults, ...chaos.addressFaults].map(({ row }) => row));
    const rows = [
      ...Array.from({ length: 29 }, (_, index) => `N${index + 1}`),
      ...Array.from({ length: 23 }, (_, index) => `J${index + 1}`),
    ];
    const missing = rows.filter((row) => !known.has(row));
    expect(missing.sort()).toEqual(Object.keys(rowsWithoutFault).sort());
  });
});

test('an endpoint that cannot be connected to is told apart by its code (faults N1, N2, N3, N18)', async () => {
  // So that what is wrong with a certificate is more than who made it.
  const trusted = tls.getCACertificates('default');
  tls.setDefaultCACertificates([...trusted, testCertificates.authority]);
  onTestFinished(() => tls.setDefaultCACertificates(trusted));
  const reasons: { [name: string]: unknown } = {};
  for (const { row, name, wanted, url } of chaos.addressFaults) {
    const timeoutMs = wanted === 'MODEL_TIMEOUT' ? shortMs : 10_000;
    const result = await ask('v7', url, { timeoutMs });
    expect({ row, name, verdict: judge(result) }).toEqual({ row, name, verdict: wanted });
    if (row === 'N18' && !result.outcome.ok) reasons[name] = result.outcome.problem.details?.reason;
  }
  expect(reasons).toEqual({
    'self-signed': 'DEPTH_ZERO_SELF_SIGNED_CERT',
    expired: 'CERT_HAS_EXPIRED',
    'wrong-host': 'ERR_TLS_CERT_ALTNAME_INVALID',
    'tls-1.0': expect.stringMatching(/PROTOCOL/),
  });
});
