import { type Permission, permissions } from '@patchbay/core/api/route.ts';
import { type Command, Option } from 'commander';
import { type Expiry, readExpiry } from '../arguments/expiry.ts';
import type { CommandContext } from '../command-context.ts';

interface KeyOptions {
  readonly name: string;
  readonly scope: Permission[];
  readonly expires: Expiry;
}

/** `patchbay key create`: makes an API key, and shows it this once. */
export function addKeyCreate(parent: Command, { connectToHub, terminal }: CommandContext): void {
  parent
    .command('create')
    .description('make an API key; it is shown this one time')
    .requiredOption('--name <name>', 'what to call it, for the list and the audit')
    .addOption(
      new Option('--scope <scope...>', 'what it may do; never more than you may')
        .choices(permissions)
        .makeOptionMandatory(),
    )
    .option('--expires <days>', 'when it ends: 30d, or never', readExpiry, 90)
    .action(async ({ name, scope, expires }: KeyOptions) => {
      const hub = await connectToHub();
      const expiresInDays = expires === 'never' ? null : expires;
      const made = await hub.apiKeys.create({ name, scopes: [...new Set(scope)], expiresInDays });
      terminal.result(made, (out) => {
        out.line(out.paint('bold', made.key));
        const { scopes, expiresAt } = made.apiKey;
        const end = expiresAt === null ? 'never expires' : `expires on ${expiresAt.slice(0, 10)}`;
        out.line(`  "${made.apiKey.name}" may ${scopes.join(', ')}; ${end}`);
        out.line(out.paint('dim', '  The hub keeps its hash alone: it is not shown again.'));
      });
    });
}
