import * as fc from 'fast-check';

/** The parts of JSON Schema that zod writes. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: JsonSchema };
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: { readonly [name: string]: JsonSchema };
  readonly items?: JsonSchema;
  readonly format?: string;
}

/** Schemas that hold themselves are followed so deep. */
const deepest = 6;

/** What somebody sends where something else was wanted. */
const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 0.5, 2 ** 53, 1e308, '', ' ', '\u0000', '\ud800'),
  fc.constantFrom<unknown>(
    '__proto__',
    'constructor',
    '../../etc/passwd',
    "'; drop table runs; --",
  ),
  fc.constantFrom<unknown>([], {}, [[[[[]]]]], 'a'.repeat(5000), Array(300).fill('x')),
  fc.constant(Object.fromEntries([['__proto__', { isAdmin: true }]])),
  fc.jsonValue({ maxDepth: 3 }),
);

/**
 * Values for a schema: mostly as it wants them, each part now and then wrong, missing or one too many.
 * Ids are drawn from `ids` often enough that something is found by them.
 */
export function valuesFor(schema: JsonSchema, ids: readonly string[]): fc.Arbitrary<unknown> {
  const definitions = schema.$defs ?? {};

  function draw(part: JsonSchema, depth: number): fc.Arbitrary<unknown> {
    if (depth > deepest) return wrong;
    return fc.oneof(
      { weight: 12, arbitrary: wanted(part, depth + 1) },
      { weight: 1, arbitrary: wrong },
    );
  }

  function wanted(part: JsonSchema, depth: number): fc.Arbitrary<unknown> {
    if (part.$ref) return draw(definitions[part.$ref.replace('#/$defs/', '')] ?? schema, depth);
    if ('const' in part) return fc.constant(part.const);
    if (part.enum) return fc.constantFrom(...part.enum);
    const choices = part.anyOf ?? part.oneOf ?? part.allOf;
    if (choices) return fc.oneof(...choices.map((choice) => draw(choice, depth)));
    switch (part.type) {
      case 'object':
        return object(part, depth);
      case 'array':
        return fc.array(draw(part.items ?? {}, depth), { maxLength: 3 });
      case 'string':
        return text(part.format);
      case 'integer':
        return fc.integer({ min: -5, max: 200 });
      case 'number':
        return fc.double({ noNaN: true, min: -1, max: 100 });
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return fc.jsonValue({ maxDepth: 2 });
    }
  }

  function object({ properties = {} }: JsonSchema, depth: number): fc.Arbitrary<unknown> {
    const named = Object.entries(properties).map(([name, part]) => [name, draw(part, depth)]);
    const more = fc.oneof({ weight: 9, arbitrary: fc.constant({}) }, fc.object({ maxDepth: 1 }));
    return fc
      .tuple(fc.record(Object.fromEntries(named), { requiredKeys: [] }), more)
      .map(([known, unknown]) => ({ ...known, ...unknown }));
  }

  function text(format: string | undefined): fc.Arbitrary<string> {
    if (format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid());
    if (format === 'date-time')
      return fc.date({ noInvalidDate: true }).map((it) => it.toISOString());
    return fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }));
  }

  return draw(schema, 0);
}
