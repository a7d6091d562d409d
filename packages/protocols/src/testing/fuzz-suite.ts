import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { annotationSchema } from '@patchbay/core/annotation/annotation.ts';
import { type Ontology, ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import * as z from 'zod';
import type { AnsweredRow } from '../model-input.ts';
import type { ProtocolContext } from '../prediction-protocol.ts';
import { arbitraryAnswer } from './arbitrary-answer.ts';
import { arbitraryInput } from './arbitrary-input.ts';
import { arbitraryOntology } from './arbitrary-ontology.ts';
import { findOutcomeFault } from './fuzz/find-outcome-fault.ts';
import { type FuzzTarget, fuzz, fuzzSeed } from './fuzz/fuzz.ts';
import { type Sample, toSample } from './fuzz/mutate-case.ts';
import { createContext, type ProtocolUnderTest } from './protocol-under-test.ts';

/** So many mutated answers are read by each protocol: all protocols together read more than 100,000. */
export const answersPerProtocol = 35_000;
const requestsPerProtocol = 5000;

const answerSchema = z.object({ annotations: z.array(annotationSchema) });
const requestSchema = z.object({ input: z.object({ type: z.string() }), parameters: z.object() });
const headers = { 'content-type': 'application/json' };

/** Whatever became of a valid payload on its way: it is read, or refused with a code, at once. */
export function describeFuzz<Connection extends { url: string }>(
  subject: ProtocolUnderTest<Connection>,
): void {
  const { server, discovery } = subject.protocol;
  describe('mutations', () => {
    it('of answers are read or refused, at once and without an exception', () => {
      fuzz(createAnswerTarget(subject), answersPerProtocol);
    }, 120_000);

    it('of requests are read or refused, at once and without an exception', () => {
      fuzz<Sample, unknown>(createRequestTarget(subject), requestsPerProtocol);
    }, 60_000);

    if (!discovery) return;
    it('of classes are read or refused, at once and without an exception', () => {
      const ontologies = sampleOf(
        arbitraryOntology(subject.protocol.annotationKinds, subject.carried),
        40,
      );
      const texts = ontologies.map((ontology) => server.encodeClasses?.(ontology).body ?? '[]');
      fuzz(
        {
          name: `classes of ${subject.protocol.id}`,
          samples: atLeastOne([...texts, ...readFixtures(subject.protocol.id)].map(toSample)),
          read: (body) => discovery.decodeResponse({ status: 200, headers, body }),
          findFault: (outcome, payload) =>
            findOutcomeFault(outcome, payload, { schema: ontologySchema, family: /^MODEL_/ }),
        },
        requestsPerProtocol,
      );
    }, 60_000);
  });
}

interface AnswerSample<Connection> extends Sample {
  readonly row: AnsweredRow;
  readonly context: ProtocolContext<Connection>;
}

function createAnswerTarget<Connection extends { url: string }>(
  subject: ProtocolUnderTest<Connection>,
) {
  const { protocol, connections } = subject;
  const contextOf = (ontology: Ontology, index: number) =>
    createContext(subject, ontology, connections[index % connections.length]?.entered);
  const cases = sampleOf(arbitraryAnswer(protocol, subject.carried), 200);
  const generated = cases.map((answer, index): AnswerSample<Connection> => {
    const { body } = protocol.server.encodeResponse(answer, answer.row, answer.ontology);
    return { ...toSample(body), row: answer.row, context: contextOf(answer.ontology, index) };
  });
  const published = readFixtures(protocol.id).flatMap((text, index) => {
    const like = generated[index % generated.length];
    return like ? [{ ...like, ...toSample(text) }] : [];
  });
  const long = (subject.longAnswers ?? []).map(
    ({ body, row, ontology }, index): AnswerSample<Connection> => ({
      ...toSample(JSON.stringify(body)),
      row,
      context: contextOf(ontology, index),
    }),
  );
  return {
    name: `answers of ${protocol.id}`,
    samples: atLeastOne([...generated, ...published, ...long]),
    read: (body: string, { row, context }: AnswerSample<Connection>) =>
      protocol.decodeResponse({ status: 200, headers, body }, row, context),
    findFault: (outcome, payload, { row }) =>
      findOutcomeFault(outcome, payload, {
        schema: answerSchema,
        family: /^MODEL_/,
        about: 'text' in row ? row.text.length : 0,
      }),
  } satisfies FuzzTarget<AnswerSample<Connection>, ReturnType<typeof protocol.decodeResponse>>;
}

function createRequestTarget<Connection extends { url: string }>(
  subject: ProtocolUnderTest<Connection>,
) {
  const { protocol } = subject;
  const texts = subject.connections.flatMap(({ entered, parameters }) => {
    const context = createContext(subject, { tools: [], classifications: [] }, entered);
    const delivery = protocol.imageDelivery?.(context.connection) ?? 'base64';
    const inputs = fc.oneof(
      ...protocol.dataRowTypes.map((type) => arbitraryInput(type, { delivery, attachments: true })),
    );
    return sampleOf(fc.tuple(inputs, parameters), 40).flatMap(([input, chosen]) => {
      const request = protocol.encodeRequest(input, { ...context, parameters: chosen });
      return request.ok ? [JSON.stringify(request.value.body)] : [];
    });
  });
  return {
    name: `requests of ${protocol.id}`,
    samples: atLeastOne([...texts, ...readFixtures(protocol.id)].map(toSample)),
    read: (body: string) => protocol.server.decodeRequest(body),
    findFault: (outcome, payload) =>
      findOutcomeFault(outcome, payload, { schema: requestSchema, family: /^INPUT_/ }),
  } satisfies FuzzTarget<Sample, ReturnType<typeof protocol.server.decodeRequest>>;
}

function sampleOf<Value>(arbitrary: fc.Arbitrary<Value>, count: number): Value[] {
  return fc.sample(arbitrary, { numRuns: count, seed: fuzzSeed });
}

/** What the vendor's pages print, whatever side it is of: all of it can reach either. */
function readFixtures(protocolId: string): string[] {
  const folder = new URL(`../${protocolId}/fixtures/`, import.meta.url);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => /\.[a-z]+$/.test(file))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'));
}

function atLeastOne<Value>(values: readonly Value[]): readonly [Value, ...Value[]] {
  const [first, ...others] = values;
  if (first === undefined) throw new Error('There is no sample to start from.');
  return [first, ...others];
}
