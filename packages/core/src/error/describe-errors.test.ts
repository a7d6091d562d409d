import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCodes } from './codes.ts';
import { describeErrors } from './describe-errors.ts';
import { warningCodes } from './warning-codes.ts';

const page = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
const known = { ...errorCodes, ...warningCodes };
const codesOf = (text: string) => [...text.matchAll(/^### (\S+)$/gm)].map(([, code]) => code);

describe('docs/errors.md', () => {
  it('describes every error and warning there is, once', () => {
    expect(codesOf(page).sort()).toEqual(Object.keys(known).sort());
  });

  it.each(Object.entries(known))('says of %s what happened and what to do', (code, row) => {
    const [, section] = page.split(new RegExp(`^### ${code}$`, 'm'));
    const words = section?.split(/^#/m)[0];
    expect(words).toContain(`**${row.title}.**`);
    expect(words).toContain(row.remedy);
  });

  it("is as the tables say; if not: npm exec -c 'node scripts/write-errors-page.ts'", () => {
    expect(page).toBe(describeErrors());
  });
});
