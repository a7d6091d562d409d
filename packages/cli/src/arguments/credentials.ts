import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { type Credentials, credentialsSchema } from '@patchbay/core/model/credentials.ts';
import type { Command } from 'commander';
import { readSecret, secretSources } from './secret.ts';

/** The options with which credentials are given, as commander reads them. */
export interface CredentialsOptions {
  readonly bearer?: string;
  readonly basic?: string;
  readonly header?: string;
  readonly authority?: string;
}

/** Gives a command the options for the credentials of an endpoint. */
export function addCredentialsOptions(command: Command): Command {
  return command
    .option('--bearer <secret>', `bearer token: ${secretSources}`)
    .option('--basic <user:password>', 'user name and password; the password as with --bearer')
    .option('--header <name:value>', 'a secret header; the value as with --bearer')
    .option(
      '--authority <file>',
      'certificate of your own authority that vouches for the endpoint, in PEM',
    );
}

/** Reads the credentials that the options give; an empty object where they give none. */
export async function readCredentials(
  options: CredentialsOptions,
  environment: NodeJS.ProcessEnv,
): Promise<Credentials> {
  const { bearer, basic, header, authority } = options;
  const read = (option: string, argument: string) => readSecret(option, argument, environment);
  const [username, password] = basic === undefined ? [] : splitAtColon('--basic', basic);
  const [name, value] = header === undefined ? [] : splitAtColon('--header', header);
  return checkCredentials({
    ...(bearer !== undefined && { bearer: { token: await read('--bearer', bearer) } }),
    ...(password !== undefined && {
      basic: { username, password: await read('--basic', password) },
    }),
    ...(value !== undefined && {
      header: { name: name?.trim(), value: await read('--header', value.trim()) },
    }),
    ...(authority !== undefined && { authority: await read('--authority', `@${authority}`) }),
  });
}

function checkCredentials(credentials: unknown): Credentials {
  const parsed = credentialsSchema.safeParse(credentials);
  if (parsed.success) return parsed.data;
  // Only the place and the rule: what was entered is a secret.
  const [issue] = parsed.error.issues;
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `--${issue?.path.join(' ') ?? 'credentials'}: ${issue?.message ?? 'not allowed'}`,
  });
}

function splitAtColon(option: string, argument: string): [before: string, after: string] {
  const colon = argument.indexOf(':');
  if (colon > 0) return [argument.slice(0, colon), argument.slice(colon + 1)];
  const form = option === '--basic' ? 'user:password' : "'Name: value'";
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `${option} has no colon; write it as ${option} ${form}`,
  });
}
