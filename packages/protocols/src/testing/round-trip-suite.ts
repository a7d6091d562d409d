import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { NestedAnswer } from '@patchbay/core/annotation/nested-answer.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAnswer } from './arbitrary-answer.ts';
import { arbitraryInput } from './arbitrary-input.ts';
import { arbitraryOntology } from './arbitrary-ontology.ts';
import { createContext, emptyOntology, type ProtocolUnderTest } from './protocol-under-test.ts';

/** What one side writes, the other side reads. */
export function describeRoundTrips<Connection extends { url: string }>(
  subject: ProtocolUnderTest<Connection>,
): void {
  const { protocol, carried } = subject;
  const { server, discovery } = protocol;

  describe('round trip', () => {
    it.each(subject.connections)('reads the request that it writes over $entered', (over) => {
      const context = createContext(subject, emptyOntology, over.entered);
      const delivery = protocol.imageDelivery?.(context.connection) ?? 'base64';
      const form = { delivery, attachments: over.attachments ?? false };
      const types = over.dataRowTypes ?? protocol.dataRowTypes;
      const inputs = fc.oneof(...types.map((type) => arbitraryInput(type, form)));
      const ontologies = arbitraryOntology(protocol.annotationKinds, carried);
      fc.assert(
        fc.property(inputs, over.parameters, ontologies, (input, parameters, ontology) => {
          const encoded = protocol.encodeRequest(input, { ...context, parameters, ontology });
          // A contract may have nothing to ask about a row where the ontology has no class for it.
          fc.pre(encoded.ok || encoded.problem.code !== 'INPUT_DATA_ROW_UNSUPPORTED');
          const request = unwrap(encoded);
          expect(request.method).toBe('POST');
          const read = server.decodeRequest(JSON.stringify(request.body));
          expect(unwrap(read)).toEqual({ input: over.arrives?.(input) ?? input, parameters });
        }),
      );
    });

    it('reads the answer that it writes, for any ontology', () => {
      const answers = arbitraryAnswer(protocol, carried).filter(
        (answer) => subject.canCarry?.(answer) ?? true,
      );
      fc.assert(
        fc.property(answers, ({ ontology, row, annotations }) => {
          const response = server.encodeResponse({ annotations }, row, ontology);
          const read = protocol.decodeResponse(response, row, createContext(subject, ontology));
          expect(inOrder(unwrap(read).annotations)).toEqual(inOrder(annotations));
        }),
        { numRuns: 300 },
      );
    });

    it('brings the words of a failure to the other side', () => {
      const row = { type: 'text', text: '' } as const;
      for (const code of ['INTERNAL', 'INPUT_INVALID'] as const) {
        const response = server.encodeFailure({ code, message: 'The lamp is broken' });
        const read = protocol.decodeResponse(response, row, createContext(subject, emptyOntology));
        const words = response.status < 400 ? read : protocol.readErrorMessage?.(response);
        expect(JSON.stringify(words)).toContain('The lamp is broken');
      }
    });

    if (!discovery) return;
    it('discovers the classes that the server names', () => {
      fc.assert(
        fc.property(arbitraryOntology(protocol.annotationKinds, carried), (ontology) => {
          const response = server.encodeClasses?.(ontology);
          expect(response && discovery.decodeResponse(response)).toMatchObject({
            ok: true,
            value: ontology,
          });
        }),
      );
    });
  });
}

/** The value of an outcome that has to have succeeded. */
function unwrap<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) expect.fail(`${outcome.problem.code}: ${outcome.problem.message}`);
  return outcome.value;
}

/**
 * Contracts that group by class and frame change the order of these, which means nothing; nor does the
 * order of answers to different questions of one thing.
 */
function inOrder(annotations: readonly Annotation[]): unknown[] {
  return annotations
    .toSorted(
      (one, other) =>
        compare(one.class, other.class) || compare(one.frame ?? -1, other.frame ?? -1),
    )
    .map(orderAnswers);
}

type Answered = Annotation | NestedAnswer;

function orderAnswers(answered: Answered): unknown {
  if (!('classifications' in answered)) return answered;
  const answers = answered.classifications?.toSorted(
    (one, other) => compare(one.under ?? '', other.under ?? '') || compare(one.class, other.class),
  );
  return { ...answered, classifications: answers?.map(orderAnswers) };
}

function compare<Value extends string | number>(one: Value, other: Value): number {
  return one < other ? -1 : +(one > other);
}
