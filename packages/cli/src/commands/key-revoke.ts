import type { ApiKeyView } from '@patchbay/core/api/key-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Command } from 'commander';
import { listAll } from '../api/list-all.ts';
import type { CommandContext } from '../command-context.ts';

/** `patchbay key revoke`: ends an API key for good. */
export function addKeyRevoke(parent: Command, { connectToHub, terminal }: CommandContext): void {
  parent
    .command('revoke')
    .description('revoke an API key for good; it stays in the list')
    .argument('<name|id>', 'the key')
    .action(async (nameOrId: string) => {
      const hub = await connectToHub();
      const keys = await listAll((query) => hub.apiKeys.list(query));
      const { id, name } = findKey(keys, nameOrId);
      await hub.apiKeys.revoke({ id });
      terminal.result({ revoked: { id, name } }, (out) => {
        out.line(`${out.paint('bold', name)}  revoked; nothing is let in with it any more`);
      });
    });
}

/** The key of an id, or the one of a name that can still be revoked: names need not be unique. */
function findKey(keys: readonly ApiKeyView[], nameOrId: string): ApiKeyView {
  const known = keys.find(({ id }) => id === nameOrId);
  if (known) return known;
  const named = keys.filter(({ name }) => name === nameOrId);
  const [first, ...others] = named.filter(({ state }) => state !== 'revoked');
  if (first && others.length === 0) return first;
  throw new PatchbayError(first ? ambiguous(nameOrId, [first, ...others]) : absent(keys, nameOrId));
}

function ambiguous(name: string, keys: readonly ApiKeyView[]) {
  const ids = keys.map(({ id, start }) => `${id} (${start}…)`).join(', ');
  const message = `there are ${keys.length} keys "${name}"; name one by its id: ${ids}`;
  return { code: 'INPUT_INVALID', message } as const;
}

function absent(keys: readonly ApiKeyView[], name: string) {
  const names = keys.filter(({ state }) => state !== 'revoked').map((key) => key.name);
  const known = [...new Set(names)].slice(0, 20).join(', ');
  const message = `there is no key "${name}" that could be revoked; there are: ${known}`;
  return { code: 'INPUT_NOT_FOUND', message } as const;
}
