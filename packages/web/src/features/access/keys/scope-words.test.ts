import { permissions } from '@patchbay/core/api/route.ts';
import { expect, test } from 'vitest';
import { findPreset, inOrder, scopePresets } from './scope-words.ts';

test('a preset is known by its scopes, in whatever order they come', () => {
  for (const { name, scopes } of scopePresets) {
    expect(findPreset([...scopes].reverse())).toBe(name);
  }
});

test('all scopes together are everything, and all but one are not', () => {
  expect(findPreset(permissions)).toBe('Everything');
  expect(findPreset(permissions.slice(1))).toBeNull();
});

test('scopes that are one more or one fewer than a preset have no name', () => {
  expect(findPreset(['datasets:read'])).toBeNull();
  expect(findPreset(['datasets:read', 'datasets:write', 'keys:write'])).toBeNull();
  expect(findPreset([])).toBeNull();
});

test('scopes are listed in the order of the contract', () => {
  expect(inOrder([...permissions].reverse())).toEqual(permissions);
});
