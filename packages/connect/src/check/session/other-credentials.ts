import { randomBytes } from 'node:crypto';
import type { Credentials } from '@patchbay/core/model/credentials.ts';

/** Credentials of the same kinds with secrets that nobody has. */
export function createWrongCredentials({ bearer, basic, header }: Credentials): Credentials {
  const secret = `wrong-${randomBytes(12).toString('hex')}`;
  return {
    ...(bearer && { bearer: { token: secret } }),
    ...(basic && { basic: { username: basic.username, password: secret } }),
    ...(header && { header: { name: header.name, value: secret } }),
  };
}
