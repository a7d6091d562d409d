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

  test('a pattern that would stall a backtracking engine is answered at once (fault J20)', () => {
    const evil = { type: 'object', properties: { a: { type: 'string', pattern: '^(a+)+$' } } };
    const started = performance.now();
    expect(() => checkParameters(evil, { a: `${'a'.repeat(50_000)}!` })).toThrow(/pattern/);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a schema cannot make the hub work without end', () => {
  const inTime = (work: () => unknown, message: RegExp) => {
    const started = performance.now();
    expect(work).toThrow(
      expect.objectContaining({
        code: 'INPUT_PARAMETERS_INVALID',
        message: expect.stringMatching(message),
      }),
    );
    expect(performance.now() - started).toBeLessThan(5000);
  };

  test('by references each of which stands twice in the next (fault J21)', () => {
    const level = (index: number) => ({
      allOf: [{ $ref: `#/$defs/l${index + 1}` }, { $ref: `#/$defs/l${index + 1}` }],
    });
    const levels = Array.from({ length: 60 }, (_, index) => [`l${index}`, level(index)]);
    const $defs = { ...Object.fromEntries(levels), l60: {} };
    inTime(() => checkParameters({ type: 'object', $defs, ...level(-1) }, {}), /within 500 ms/);
  });

  test('by a reference that leads to itself (fault J21)', () => {
    const circle = { type: 'object', allOf: [{ $ref: '#' }] };
    assertParametersSchema(circle);
    inTime(() => checkParameters(circle, {}), /refers to itself without end|within 500 ms/);
  });

  test('by comparing a hundred thousand objects with each other (fault J22)', () => {
    const unique = {
      type: 'object',
      properties: { list: { type: 'array', uniqueItems: true, items: { type: 'object' } } },
    };
    const list = Array.from({ length: 100_000 }, (_, index) => ({ index }));
    inTime(() => checkParameters(unique, { list }), /200002 values; 2000 are the most/);
    const few = { list: list.slice(0, 900) };
    expect(checkParameters(unique, few)).toEqual(few);
  });

  test('by an enumeration of thousands, and of many mistakes one is told (fault J22)', () => {
    const choice = { enum: Array.from({ length: 5000 }, (_, index) => `value ${index}`) };
    const properties = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`p${index}`, { type: 'integer' }]),
    );
    const schemaOfMany = { type: 'object', properties: { ...properties, choice } };
    const wrong = Object.fromEntries(Object.keys(properties).map((name) => [name, 'x']));
    inTime(() => checkParameters(schemaOfMany, wrong), /^p0 must be integer\.$/);
    inTime(
      () => checkParameters(schemaOfMany, { choice: 'none' }),
      /^choice must be equal.*value 19 and 4980 more\.$/,
    );
  });
});

describe('schemas of parameters', () => {
  const nested = (levels: number): { type: string } =>
    levels === 0
      ? { type: 'object' }
      : Object.assign({ type: 'object' }, { properties: { a: nested(levels - 1) } });

  test('a usable one is accepted, also with a reference into itself (fault J21)', () => {
    assertParametersSchema(schema);
    assertParametersSchema(null);
    assertParametersSchema({
      $defs: { unit: { type: 'number', minimum: 0 } },
      type: 'object',
      properties: { x: { $ref: '#/$defs/unit' } },
    });
  });

  test.each([
    [
      'an unknown keyword (fault J21)',
      { type: 'object', minimun: 1 },
      /unknown keyword: "minimun"/,
    ],
    ['a file as reference (fault J21)', { type: 'object', $ref: 'file:///etc/passwd' }, /resolve/],
    ['a wrong value', { type: 'object', properties: { a: { type: 'text' } } }, /cannot be used/],
    [
      'an older draft (fault J21)',
      { type: 'object', $schema: 'http://json-schema.org/draft-07/schema#' },
      /2020-12/,
    ],
    [
      'a reference to elsewhere (fault J21)',
      { type: 'object', $ref: 'https://example.com/s.json' },
      /resolve/,
    ],
    ['a top that is no object', { type: 'string' }, /"type": "object"/],
    [
      '$data (fault J21)',
      { type: 'object', properties: { a: { maximum: { $data: '1/b' } } } },
      /cannot be used/,
    ],
    [
      'a pattern with a back-reference (fault J20)',
      { type: 'object', properties: { a: { type: 'string', pattern: '(a)\\1' } } },
      /cannot be used/,
    ],
    ['too many levels (fault J21)', nested(20), /levels deep/],
    [
      'too many bytes (fault J21)',
      { type: 'object', description: 'x'.repeat(70_000) },
      /larger than/,
    ],
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
