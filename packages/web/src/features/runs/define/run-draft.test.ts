import { expect, test } from 'vitest';
import { fingerprintOf, runDraftSchema, toPreviewSelection, toSelection } from './run-draft.ts';

const id = '0199a000-0000-7000-8000-000000000001';
const other = '0199a000-0000-7000-8000-000000000002';

test('an address that says nothing, or nonsense, begins with all rows and a small preview', () => {
  const draft = runDraftSchema.parse({ rows: 'none', sample: -3, few: 'many', chosen: 'x' });
  expect(draft).toMatchObject({ rows: 'all', sample: 100, few: 8, chosen: [], reuse: false });
  expect(toSelection(draft)).toBeUndefined();
});

test('each choice of rows becomes the selection that the hub knows', () => {
  const select = (given: object) => toSelection(runDraftSchema.parse(given));
  expect(select({ rows: 'sample', sample: 50, seed: 7 })).toEqual({ sample: 50, seed: 7 });
  expect(select({ rows: 'sample', sample: 50 })).toEqual({ sample: 50 });
  expect(select({ rows: 'rest' })).toEqual({ withoutResult: true });
  expect(select({ rows: 'chosen', chosen: [id] })).toEqual({ dataRowIds: [id] });
  expect(select({ rows: 'chosen' })).toBeNull();
});

test('a preview takes the first of the chosen rows, and never more than a sample has', () => {
  const preview = (given: object) => toPreviewSelection(runDraftSchema.parse(given));
  expect(preview({ rows: 'chosen', chosen: [id, other], few: 1 })).toEqual({ dataRowIds: [id] });
  expect(preview({ rows: 'sample', sample: 3, seed: 7 })).toEqual({ sample: 3, seed: 7 });
  expect(preview({})).toEqual({ sample: 8 });
});

test('what a preview was of is told apart from what was changed since, from the address too', () => {
  const draft = runDraftSchema.parse({ model: id, dataset: other, parameters: { threshold: 0.5 } });
  const previewed = { ...draft, preview: id, previewOf: fingerprintOf(draft) };
  const reloaded = runDraftSchema.parse(JSON.parse(JSON.stringify(previewed)));
  expect(reloaded.previewOf).toBe(fingerprintOf({ ...reloaded, few: 20, name: 'Later' }));
  for (const part of [{ model: other }, { dataset: id }, { parameters: { threshold: 0.6 } }]) {
    expect(reloaded.previewOf).not.toBe(fingerprintOf({ ...reloaded, ...part }));
  }
});
