import type { Credentials } from '@patchbay/core/model/credentials.ts';

/** What stands in the controls for credentials. */
export interface CredentialsDraft {
  readonly hasBearer: boolean;
  readonly token: string;
  readonly hasBasic: boolean;
  readonly username: string;
  readonly password: string;
  readonly hasHeader: boolean;
  readonly headerName: string;
  readonly headerValue: string;
  readonly hasAuthority: boolean;
  /** Certificates in PEM. */
  readonly authority: string;
}

export const noCredentials: CredentialsDraft = {
  hasBearer: false,
  token: '',
  hasBasic: false,
  username: '',
  password: '',
  hasHeader: false,
  headerName: '',
  headerValue: '',
  hasAuthority: false,
  authority: '',
};

/** The credentials that are switched on. The hub checks what is in them. */
export function readCredentials(draft: CredentialsDraft): Credentials {
  return {
    ...(draft.hasBearer && { bearer: { token: draft.token } }),
    ...(draft.hasBasic && { basic: { username: draft.username, password: draft.password } }),
    ...(draft.hasHeader && { header: { name: draft.headerName.trim(), value: draft.headerValue } }),
    ...(draft.hasAuthority && { authority: draft.authority }),
  };
}
