import { limitsSchema } from '@patchbay/core/model/limits.ts';
import { classificationKinds, toolKinds } from '@patchbay/core/ontology/ontology.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { ProtocolUnderTest } from './protocol-under-test.ts';

/** What a protocol says of itself, and the form that is drawn from its connection. */
export function describeDescription<Connection extends { url: string }>(
  subject: ProtocolUnderTest<Connection>,
): void {
  const { protocol, connections } = subject;
  const entered = connections[0]?.entered;

  describe('description', () => {
    it('says what it is in words that can be shown', () => {
      expect(protocol.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(protocol.title.trim()).not.toBe('');
      expect(protocol.description).toMatch(/\.$/);
      expect(new URL(protocol.documentationUrl).protocol).toBe('https:');
      expect(protocol.dataRowTypes).not.toHaveLength(0);
      expect(protocol.authentication).not.toHaveLength(0);
      expect(limitsSchema.safeParse({ timeoutMs: protocol.defaultTimeoutMs }).success).toBe(true);
      expect([...toolKinds, ...classificationKinds]).toEqual(
        expect.arrayContaining([...protocol.annotationKinds]),
      );
    });

    it('gives a form: a JSON Schema in which every field has a title', () => {
      const schema = z.toJSONSchema(protocol.connectionSchema, { io: 'input' });
      expect(schema.required).toContain('url');
      for (const field of Object.values(schema.properties ?? {})) {
        expect(field).toMatchObject({ title: expect.stringMatching(/\S/) });
      }
    });

    it('is strict with what a user enters', () => {
      const parse = (connection: unknown) => protocol.connectionSchema.safeParse(connection);
      for (const connection of connections) {
        expect(parse(connection.entered).success).toBe(true);
      }
      expect(parse({ ...entered, url: 'not a url' }).success).toBe(false);
      expect(parse({ ...entered, url: 'http://user:secret@host/' }).success).toBe(false);
      expect(parse({ ...entered, colour: 'blue' }).success).toBe(false);
    });

    it('says below which paths a server answers', () => {
      const { predictPath, classesPath } = protocol.server;
      expect(predictPath).toMatch(/^\/\S+$/);
      expect(classesPath === undefined).toBe(protocol.discovery === undefined);
    });
  });
}
