import { annotationSchema } from '@patchbay/core/annotation/annotation.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { AnsweredRow } from '../model-input.ts';
import { type AnswerCase, arbitraryAnswer } from './arbitrary-answer.ts';
import { arbitraryJson, damagedText, damagedValue, strangeBodies } from './hostile-body.ts';
import { createContext, type ProtocolUnderTest } from './protocol-under-test.ts';

const annotationsSchema = z.array(annotationSchema);

/** Whatever a server sends is read, or fails with a code of the model; nothing throws. */
export function describeHostility<Connection extends { url: string }>(
  subject: ProtocolUnderTest<Connection>,
): void {
  const { protocol } = subject;
  const cases = arbitraryAnswer(protocol, subject.carried);
  const headers = { 'content-type': 'application/json' };

  /** Decodes a body, and checks that what comes out is sound. */
  function expectSound(body: string, { ontology, row }: Pick<AnswerCase, 'ontology' | 'row'>) {
    const context = createContext(subject, ontology);
    const read = protocol.decodeResponse({ status: 200, headers, body }, row, context);
    if (read.ok) annotationsSchema.parse(read.value.annotations);
    else expect(read.problem.code).toMatch(/^MODEL_/);
    return read;
  }

  describe('hostile answers', () => {
    it.each(Object.entries(strangeBodies))('fails with a message for %s', (_, body) => {
      const ontology = { tools: [], classifications: [] };
      const row = { type: 'text', text: 'Tom' } as const;
      const read = expectSound(body, { ontology, row });
      expect(read).toMatchObject({ ok: false, problem: { message: expect.stringMatching(/\S/) } });
      expect(JSON.stringify(read).length).toBeLessThan(2000);
    });

    it('survives any JSON', () => {
      fc.assert(
        fc.property(cases, arbitraryJson, (answer, body) => {
          expectSound(body, answer);
        }),
        { numRuns: 300 },
      );
    });

    it('survives valid answers in which a value was replaced', () => {
      fc.assert(
        fc.property(damagedCases(damagedValue), ({ answer, body }) => {
          expectSound(body, answer);
        }),
        { numRuns: 300 },
      );
    });

    it('survives valid answers that were cut or garbled', () => {
      fc.assert(
        fc.property(damagedCases(damagedText), ({ answer, body }) => {
          expectSound(body, answer);
        }),
        { numRuns: 300 },
      );
    });

    it('survives an answer about a data row of another type', () => {
      const others: AnsweredRow[] = [
        { type: 'text', text: '' },
        { type: 'html', text: '' },
        { type: 'conversational' },
        { type: 'image', size: { width: 1, height: 1 } },
        { type: 'video', size: { width: 1, height: 1 }, frames: [0, 7] },
      ];
      fc.assert(
        fc.property(cases, fc.constantFrom(...others), ({ ontology, row, annotations }, other) => {
          const { body } = protocol.server.encodeResponse({ annotations }, row, ontology);
          expectSound(body, { ontology, row: other });
        }),
      );
    });
  });

  describe('hostile requests', () => {
    it.each(Object.entries(strangeBodies))('are refused with a message: %s', (_, body) => {
      expect(protocol.server.decodeRequest(body)).toMatchObject({
        ok: false,
        problem: { code: 'INPUT_INVALID', message: expect.stringMatching(/\S/) },
      });
    });

    it('never throw', () => {
      fc.assert(
        fc.property(arbitraryJson, (body) => {
          const read = protocol.server.decodeRequest(body);
          if (!read.ok) expect(read.problem.code).toMatch(/^INPUT_/);
        }),
      );
    });
  });

  function damagedCases(damage: (body: string) => fc.Arbitrary<string>) {
    return cases.chain((answer) => {
      const { body } = protocol.server.encodeResponse(answer, answer.row, answer.ontology);
      return damage(body).map((damaged) => ({ answer, body: damaged }));
    });
  }
}
