import { describe, expect, test } from 'vitest';
import { assertParametersSchema, checkParameters } from './parameters-schema.ts';

const schema = {
  type: 'object',
  properties: {
    confidence: { type: 'number', minimum: 0, maximum: 1, default: 0.5 },
    mode: { type: 'string', enum: ['fast', 'exact'] },
    prefix: { type: 'string', pattern: '^[a-z]+$' },
    window: {
      type: 'object',
      properties: { width: { type: 'integer', default: 640 } },
      default: {},
    },
  },
  required: ['mode'],
  additionalProperties: false,
};

describe('parameters of a run', () => {
  test('defaults are filled in, and what was given is not changed', () => {
    const given = { mode: 'fast' };
    expect(checkParameters(schema, given)).toEqual({
      mode: 'fast',
      confidence: 0.5,
      window: { width: 640 },
    });
    expect(given).toEqual({ mode: 'fast' });
  });

  test.each([
    [{ mode: 'fast', confidence: 2 }, /^confidence must be <= 1/, '/confidence'],
    [{ mode: 'slow' }, /^mode must be equal to one of the allowed values: fast, exact/, '/mode'],
    [{ mode: 'fast', prefix: 'A1' }, /^prefix must match pattern/, '/prefix'],
    [{ mode: 'fast', window: { width: 'x' } }, /^window\.width must be integer/, '/window/width'],
    [{ mode: 'fast', mood: 'good' }, /"mood"/, ''],
    [{}, /must have required property 'mode'/, ''],
  ])('%j is refused with the place and what was wanted', (parameters, message, path) => {
    expect(() => checkParameters(schema, parameters)).toThrow(
      expect.objectContaining({
        code: 'INPUT_PARAMETERS_INVALID',
        message: expect.stringMatching(message),
        details: expect.objectContaining({ path }),
      }),
    );
  });

  test('a model without a schema takes none', () => {
    expect(checkParameters(null, {})).toEqual({});
    expect(() => checkParameters(null, { mode: 'fast' })).toThrow(/declares no parameters/);
  });

  test('a pattern that would stall a backtracking engine is answered at once', () => {
    const evil = { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
    const started = performance.now();
    expect(() => checkParameters(evil, { a: `${'a'.repeat(50_000)}!` })).toThrow(/pattern/);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('schemas of parameters', () => {
  const nested = (levels: number): { type: string } =>
    levels === 0
      ? { type: 'object' }
      : Object.assign({ type: 'object' }, { properties: { a: nested(levels - 1) } });

  test('a usable one is accepted, also with a reference into itself', () => {
    assertParametersSchema(schema);
    assertParametersSchema(null);
    assertParametersSchema({
      $defs: { unit: { type: 'number', minimum: 0 } },
      type: 'object',
      properties: { x: { $ref: '#/$defs/unit' } },
    });
  });

  test.each([
    ['an unknown keyword', { type: 'object', minimun: 1 }, /unknown keyword: "minimun"/],
    ['a wrong value', { type: 'object', properties: { a: { type: 'text' } } }, /cannot be used/],
    [
      'an older draft',
      { type: 'object', $schema: 'http://json-schema.org/draft-07/schema#' },
      /2020-12/,
    ],
    ['a reference to elsewhere', { type: 'object', $ref: 'https://example.com/s.json' }, /resolve/],
    ['a top that is no object', { type: 'string' }, /"type": "object"/],
    [
      '$data',
      { type: 'object', properties: { a: { maximum: { $data: '1/b' } } } },
      /cannot be used/,
    ],
    [
      'a pattern with a back-reference',
      { type: 'object', properties: { a: { type: 'string', pattern: '(a)\\1' } } },
      /cannot be used/,
    ],
    ['too many levels', nested(20), /levels deep/],
    ['too many bytes', { type: 'object', description: 'x'.repeat(70_000) }, /larger than/],
  ])('%s is refused', (_what, unusable, message) => {
    expect(() => assertParametersSchema(unusable)).toThrow(
      expect.objectContaining({
        code: 'INPUT_INVALID',
        message: expect.stringMatching(message),
        details: { path: '/parametersSchema' },
      }),
    );
  });
});
