import { type Permission, permissions } from '@patchbay/core/api/route.ts';

/** What each scope opens, as the one who gives it to a key is told. */
export const scopeWords: { readonly [Scope in Permission]: string } = {
  'protocols:read': 'See which protocols the hub speaks',
  'models:read': 'See models and their settings; never their secrets',
  'models:write': 'Register, change and remove models; check endpoints',
  'models:use': 'Ask a model about a single input',
  'prompts:write': 'Save, change and delete prompts of the sandbox',
  'datasets:read': 'See datasets and their data rows',
  'datasets:write': 'Create datasets and import into them',
  'runs:read': 'See runs and how far they are',
  'runs:write': 'Start, pause, cancel and retry runs',
  'predictions:read': 'Read and export what was predicted',
  'evaluations:read': 'See and export evaluations of chat models',
  'evaluations:write': 'Make and delete evaluations, and add scores to them',
  'evaluations:rate': 'Judge answers without knowing whose they are',
  'members:read': 'See the people of the organisation',
  'members:write': 'Invite people, change their roles, remove them',
  'keys:read': 'See API keys; never the keys themselves',
  'keys:write': 'Make and revoke API keys',
  'audit:read': 'Read and export who changed what',
  'settings:read': 'See which private addresses may be called, and how much room data takes',
  'settings:write': 'Allow and forbid private addresses; choose for how long exchanges are kept',
};

/** Sets of scopes for what keys are usually made for. */
export const scopePresets = [
  {
    name: 'Run and read',
    scopes: [
      'protocols:read',
      'models:read',
      'datasets:read',
      'runs:read',
      'runs:write',
      'predictions:read',
    ],
  },
  {
    name: 'Read only',
    scopes: ['protocols:read', 'models:read', 'datasets:read', 'runs:read', 'predictions:read'],
  },
  { name: 'Register models (v7)', scopes: ['models:read', 'models:write', 'models:use'] },
  { name: 'Import data', scopes: ['datasets:read', 'datasets:write'] },
] as const satisfies readonly { name: string; scopes: readonly Permission[] }[];

/** What exactly these scopes are called together; null where that has no name. */
export function findPreset(scopes: readonly Permission[]): string | null {
  if (permissions.every((scope) => scopes.includes(scope))) return 'Everything';
  const wanted = inOrder(scopes).join();
  return scopePresets.find((preset) => inOrder(preset.scopes).join() === wanted)?.name ?? null;
}

/** Scopes in the order in which they are always listed. */
export function inOrder(scopes: readonly Permission[]): Permission[] {
  return permissions.filter((scope) => scopes.includes(scope));
}
