import { describe, expect, it } from 'vitest';
import { listFeatures, ontologySchema } from './ontology.ts';

const box = { kind: 'bounding_box', name: 'cat' } as const;
const mood = {
  kind: 'radio',
  name: 'mood',
  options: [{ value: 'good' }, { value: 'bad', label: 'Bad' }],
} as const;

describe('an ontology', () => {
  it('has tools and classifications, either of which may be left out', () => {
    expect(ontologySchema.parse({ tools: [box] })).toEqual({ tools: [box], classifications: [] });
    expect(ontologySchema.parse({})).toEqual({ tools: [], classifications: [] });
  });

  it('may use one name for two kinds', () => {
    const mask = { kind: 'mask', name: 'cat' };
    expect(ontologySchema.safeParse({ tools: [box, mask] }).success).toBe(true);
  });

  it('names each class once for a kind, and says which one stands twice and where', () => {
    const issues = ontologySchema.safeParse({ tools: [box, mask('dog'), box] }).error?.issues;
    expect(issues).toHaveLength(1);
    expect(issues?.[0]).toMatchObject({
      path: ['tools', 2, 'name'],
      message: expect.stringContaining('"cat" stands twice as bounding_box'),
    });
  });

  it('finds classifications that stand twice as well', () => {
    const issues = ontologySchema.safeParse({ classifications: [mood, mood] }).error?.issues;
    expect(issues?.[0]?.path).toEqual(['classifications', 1, 'name']);
  });

  it('takes names that differ only by surrounding space for the same', () => {
    expect(ontologySchema.safeParse({ tools: [box, { ...box, name: ' cat ' }] }).success).toBe(
      false,
    );
  });

  it.each([
    ['a tool without a name', { tools: [{ kind: 'mask', name: '  ' }] }],
    ['a classification among the tools', { tools: [mood] }],
    ['a radio without options', { classifications: [{ ...mood, options: [] }] }],
    [
      'an option twice',
      { classifications: [{ ...mood, options: [{ value: 'a' }, { value: ' a ' }] }] },
    ],
    ['a tag with options', { classifications: [{ ...mood, kind: 'tag' }] }],
    ['a field that nobody knows', { tools: [{ ...box, colour: 'red' }] }],
  ])('cannot have %s', (_, ontology) => {
    expect(ontologySchema.safeParse(ontology).success).toBe(false);
  });

  it('asks questions below tools and options, each name once at a place', () => {
    const nested = {
      tools: [{ ...box, classifications: [{ kind: 'free_text', name: 'breed' }] }],
      classifications: [
        { ...mood, options: [{ value: 'bad', classifications: [mood] }, { value: 'good' }] },
      ],
    };
    expect(ontologySchema.parse(nested)).toEqual(nested);
    const twice = { tools: [{ ...box, classifications: [mood, mood] }] };
    const issues = ontologySchema.safeParse(twice).error?.issues;
    expect(issues?.[0]?.path).toEqual(['tools', 0, 'classifications', 1, 'name']);
    const tagged = { tools: [{ ...box, classifications: [{ kind: 'tag', name: 'blurred' }] }] };
    expect(ontologySchema.safeParse(tagged).success).toBe(false);
  });

  it('refuses questions that are nested without end', () => {
    const nest = (depth: number): object => ({
      ...mood,
      options: [{ value: 'good', ...(depth > 0 && { classifications: [nest(depth - 1)] }) }],
    });
    expect(ontologySchema.safeParse({ classifications: [nest(8)] }).success).toBe(true);
    expect(ontologySchema.safeParse({ classifications: [nest(9)] }).success).toBe(false);
  });

  it('lists its features, tools first', () => {
    const ontology = ontologySchema.parse({ classifications: [mood], tools: [box] });
    expect(listFeatures(ontology).map(({ name }) => name)).toEqual(['cat', 'mood']);
  });
});

function mask(name: string) {
  return { kind: 'mask', name };
}
