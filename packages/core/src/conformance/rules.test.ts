import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeRules } from './describe-rules.ts';
import { ruleAreas } from './rule-definition.ts';
import { areaOf, conformanceRules, ruleIds } from './rules.ts';

const page = readFileSync(new URL('../../../../docs/conformance.md', import.meta.url), 'utf8');

describe('the table of rules', () => {
  it.each(Object.entries(conformanceRules))('says in sentences what %s is', (id, row) => {
    expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)+$/);
    expect(row.title).toMatch(/^[A-Z].*[^.!]$/);
    expect(row.tried).toMatch(/^[A-Z].*\.$/s);
    expect(row.remedy).toMatch(/^[A-Z].*\.$/s);
  });

  it('has every rule in an area, and none of them twice', () => {
    expect(ruleIds.toSorted()).toEqual(Object.keys(conformanceRules).toSorted());
    expect(ruleIds.every((id) => Object.hasOwn(ruleAreas, areaOf(id)))).toBe(true);
  });
});

describe('docs/conformance.md', () => {
  it('describes every rule, once', () => {
    const described = [...page.matchAll(/^### (\S+)$/gm)].map(([, id]) => id);
    expect(described).toEqual([...ruleIds]);
  });

  it("is as the table says; if not: npm exec -c 'node scripts/write-conformance-page.ts'", () => {
    expect(page).toBe(describeRules());
  });
});
