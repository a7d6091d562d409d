import { expect, test } from 'vitest';
import { catalogueSearchSchema, changeCatalogue, isNarrowed } from './catalogue-search.ts';

test('an address that somebody has changed by hand shows what can be read of it', () => {
  const search = catalogueSearchSchema.parse({
    text: 42,
    health: 'ill',
    enabled: 'x',
    sort: 'last-run',
  });
  expect(search).toEqual({ text: '42', sort: 'last-run' });
});

test('what is empty, and the order that is meant anyway, leave the address', () => {
  const search = { text: 'cars', health: 'failing', sort: 'newest' } as const;
  expect(changeCatalogue(search, { text: '', sort: 'name' })).toEqual({ health: 'failing' });
  expect(changeCatalogue({}, { enabled: false })).toEqual({ enabled: false });
});

test('an order alone leaves no model out', () => {
  expect(isNarrowed({ sort: 'newest' })).toBe(false);
  expect(isNarrowed({ sort: 'newest', enabled: false })).toBe(true);
});
