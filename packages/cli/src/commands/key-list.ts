import type { ApiKeyView } from '@patchbay/core/api/key-routes.ts';
import { permissions } from '@patchbay/core/api/route.ts';
import type { Command } from 'commander';
import { listAll } from '../api/list-all.ts';
import type { CommandContext } from '../command-context.ts';
import { type Column, printTable } from '../terminal/table.ts';

const columns: readonly Column<ApiKeyView>[] = [
  { heading: 'KEY', value: (key) => key.id },
  { heading: 'NAME', value: (key) => key.name },
  { heading: 'BEGINS', value: (key) => key.start },
  { heading: 'STATE', value: (key) => key.state },
  { heading: 'EXPIRES', value: (key) => key.expiresAt?.slice(0, 10) ?? 'never' },
  {
    heading: 'LAST USED',
    value: (key) => key.lastUsedAt?.slice(0, 16).replace('T', ' ') ?? 'never',
  },
  { heading: 'SCOPES', value: ({ scopes }) => nameScopes(scopes) },
];

/** `patchbay key list`: the API keys, those that are worth nothing any more too. */
export function addKeyList(parent: Command, { connectToHub, terminal }: CommandContext): void {
  parent
    .command('list')
    .description('list API keys, newest first; those that expired or were revoked too')
    .action(async () => {
      const hub = await connectToHub();
      const keys = await listAll((query) => hub.apiKeys.list(query));
      terminal.result(keys, (out) => printTable(out, keys, columns));
    });
}

function nameScopes(scopes: ApiKeyView['scopes']): string {
  return scopes.length === permissions.length ? 'all' : scopes.join(' ');
}
