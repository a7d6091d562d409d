import { expect, test } from 'vitest';
import { auditSearchSchema, changeSearch, toAuditFilter } from './audit-search.ts';

test('the last day is shown to its end', () => {
  const filter = toAuditFilter({ from: '2026-03-01', to: '2026-03-01' });
  const hours = (Date.parse(filter.to ?? '') - Date.parse(filter.from ?? '')) / 3_600_000;
  expect(hours).toBe(24);
  expect(new Date(filter.from ?? '').getHours()).toBe(0);
});

test('what is not chosen is not asked for, and leaves the address', () => {
  expect(toAuditFilter({})).toEqual({});
  expect(changeSearch({ actor: 'hub', action: 'run' }, { actor: undefined })).toEqual({
    action: 'run',
  });
});

test('a day in the address that is none is as good as none', () => {
  expect(auditSearchSchema.parse({ from: 'yesterday', action: 'model' })).toEqual({
    action: 'model',
  });
});
