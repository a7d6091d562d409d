import type { AuditEntryView } from '@patchbay/core/api/audit-routes.ts';
import { nameOfSubject } from '@patchbay/core/api/audit-routes.ts';
import { expect, test } from 'vitest';
import { describeAction, listFacts } from './describe-entry.ts';

const entry: AuditEntryView = {
  id: '019ac000-0000-7000-8000-000000000001',
  at: '2026-11-26T05:00:00.000Z',
  actor: { kind: 'user', id: '019ac000-0000-7000-8000-000000000002', name: 'Mira' },
  action: 'key:created',
  subjectId: '019ac000-0000-7000-8000-000000000003',
  details: { name: 'nightly', scopes: ['runs:read', 'runs:write'], expiresAt: null, fields: [] },
  address: '10.0.0.7',
};

test('what was done is told in words', () => {
  expect(describeAction('egress-rule:allowed')).toBe('Egress rule allowed');
});

test('the name of the thing is told once, and what says nothing is not told', () => {
  expect(nameOfSubject(entry)).toBe('nightly');
  expect(listFacts(entry)).toEqual([{ name: 'scopes', value: 'runs:read, runs:write' }]);
});

test('moments are told as people write them, and ids are not told', () => {
  const at = '2027-01-06T12:00:00.000Z';
  expect(listFacts({ ...entry, details: { expiresAt: at, action: entry.id } })).toEqual([
    { name: 'expires at', value: new Date(at).toLocaleString() },
  ]);
});

test('facts within facts are told too', () => {
  const details = { role: { from: 'viewer', to: 'owner' }, otherSessionsEnded: true };
  expect(listFacts({ ...entry, details })).toEqual([
    { name: 'role', value: 'from viewer, to owner' },
    { name: 'other sessions ended', value: 'yes' },
  ]);
  expect(nameOfSubject({ ...entry, details })).toBeNull();
});
