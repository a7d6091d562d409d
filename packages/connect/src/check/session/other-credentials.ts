import { randomBytes } from 'node:crypto';
import type { Credentials } from '@patchbay/core/model/credentials.ts';

/** Credentials of the same kinds with secrets that nobody has. */
export function createWrongCredentials(credentials: Credentials): Credentials {
  const { bearer, basic, header } = credentials;
  const secret = `wrong-${randomBytes(12).toString('hex')}`;
  return {
    ...withoutSecrets(credentials),
    ...(bearer && { bearer: { token: secret } }),
    ...(basic && { basic: { username: basic.username, password: secret } }),
    ...(header && { header: { name: header.name, value: secret } }),
  };
}

/** Those of somebody who does not say who calls, and trusts the endpoint all the same. */
export function withoutSecrets({ authority }: Credentials): Credentials {
  return authority === undefined ? {} : { authority };
}
