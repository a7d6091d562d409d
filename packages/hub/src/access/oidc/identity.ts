import type { IDToken, UserInfoResponse } from 'openid-client';
import * as z from 'zod';

/** Somebody, as the service vouches for them. */
export interface Identity {
  readonly issuer: string;
  /** Names them at the issuer for good: an e-mail address may change hands, this does not. */
  readonly subject: string;
  /** Null where the service does not say, or did not verify it. */
  readonly verifiedEmail: string | null;
  /** What they are called, where the service says. */
  readonly name: string | null;
}

/** Said in these ways. */
const yes = z.union([z.literal([true, 'true', 1, '1'])]);

const claimsSchema = z.object({
  email: z.email().max(320).toLowerCase().nullish().catch(null),
  email_verified: yes.nullish().catch(null),
  /** In its place where e-mail addresses are those of domains that an organisation has proved to own. */
  xms_edov: yes.nullish().catch(null),
  name: z
    .string()
    .transform((text) => text.trim().slice(0, 100))
    .nullish()
    .catch(null),
});

/** Reads what the service says of somebody leniently: what is not certain is not there. */
export function readIdentity(
  { iss, sub }: Pick<IDToken, 'iss' | 'sub'>,
  said: IDToken | UserInfoResponse,
): Identity {
  const { email, email_verified, xms_edov, name } = claimsSchema.parse(said);
  const isVerified = Boolean(email_verified) || Boolean(xms_edov);
  return {
    issuer: iss,
    subject: sub,
    verifiedEmail: (isVerified && email) || null,
    name: name || null,
  };
}
