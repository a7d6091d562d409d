import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentPart, ModelInput } from '../model-input.ts';
import { arbitraryText } from './arbitrary-annotation.ts';
import { arbitraryAnswer } from './arbitrary-answer.ts';
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
      const inputs = fc.oneof(
        ...protocol.dataRowTypes.map((type) => arbitraryInput(type, delivery)),
      );
      const ontologies = arbitraryOntology(protocol.annotationKinds);
      fc.assert(
        fc.property(inputs, over.parameters, ontologies, (input, parameters, ontology) => {
          const request = unwrap(
            protocol.encodeRequest(input, { ...context, parameters, ontology }),
          );
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
        fc.property(arbitraryOntology(protocol.annotationKinds), (ontology) => {
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

/** Contracts that group by class change the order of classes, which means nothing. */
function inOrder(annotations: readonly Annotation[]): Annotation[] {
  return annotations.toSorted((one, other) =>
    one.class < other.class ? -1 : +(one.class > other.class),
  );
}

/** The base64 of the first bytes of every PNG. */
const pngBeginning = 'iVBORw0KGgoA';

/** A data row on its way to a model. */
function arbitraryInput(
  type: ModelInput['type'],
  delivery: 'base64' | 'url',
): fc.Arbitrary<ModelInput> {
  const base64 = fc.base64String({ maxLength: 40 }).map((rest) => pngBeginning + rest);
  const source =
    delivery === 'url'
      ? fc.record({ kind: fc.constant('url'), url: fc.webUrl() })
      : fc.record({
          kind: fc.constant('base64'),
          base64,
          mediaType: fc.constant('image/png'),
        });
  const part: fc.Arbitrary<ContentPart> = fc.oneof(
    fc.record({ type: fc.constant('text'), text: arbitraryText }),
    fc.record({ type: fc.constant('image'), source }),
  );
  const turn = fc.record({
    role: fc.constantFrom('user', 'assistant'),
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
  });
  const frame = fc.record({ index: fc.nat(100), timeMs: fc.nat(10_000), source });
  switch (type) {
    case 'image':
      return fc.record({ type: fc.constant(type), source });
    case 'text':
      return fc.record({ type: fc.constant(type), text: arbitraryText });
    case 'html':
      return fc.record({ type: fc.constant(type), html: arbitraryText });
    case 'conversational':
      return fc.record({ type: fc.constant(type), turns: fc.array(turn, { minLength: 1 }) });
    case 'video':
      return fc.record({
        type: fc.constant(type),
        frames: fc.array(frame, { minLength: 1 }),
        url: fc.webUrl(),
      });
  }
}
