import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';

/** `patchbay sign-in-link`: how the operator lets somebody in again who has lost their password. */
export function addSignInLink(parent: Command, context: CommandContext): void {
  parent
    .command('sign-in-link')
    .description(
      'on the machine of a hub: print a link with which somebody sets a new password, once, within an hour; where nobody owns the hub yet, one that makes its first owner',
    )
    .argument('[email]', 'for whom; where there is one owner alone, for them')
    .option('--data <folder>', 'the data folder (default: ~/.patchbay)')
    .action((email: string | undefined, options: { data?: string }) =>
      printLink(context, email ?? null, options),
    );
}

async function printLink(
  { terminal }: CommandContext,
  email: string | null,
  { data }: { data?: string },
): Promise<void> {
  // Loaded here, so that the commands that only talk to a hub start at once.
  const { makeSignInLink } = await import('@patchbay/hub/access/operator/make-sign-in-link.ts');
  const link = await makeSignInLink(email, {
    logLevel: 'warn',
    ...(data !== undefined && { dataFolder: data }),
  });
  terminal.result({ ...link }, (out) => {
    out.line(
      link.email === null
        ? 'Nobody owns the hub yet. Whoever opens this link becomes its first owner:'
        : `With this link ${link.email} sets a new password. It works once, within an hour:`,
    );
    out.line(`  ${out.paint('cyan', link.url)}`);
  });
}
