import { EncryptJWT, jwtDecrypt } from 'jose';
import * as z from 'zod';

/** What the browser of somebody who went to the service keeps until they come back. */
const begunSignInSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  /** Of PKCE: whoever has caught the code alone cannot use it. */
  codeVerifier: z.string(),
  /** The path of the hub to which they want. */
  back: z.string(),
});
export type BegunSignIn = z.infer<typeof begunSignInSchema>;

/** So long somebody may take at the service. */
export const begunSignInSeconds = 600;

/** Seals it for the cookie: the browser neither reads nor changes it, and it ends with its time. */
export async function sealBegunSignIn(begun: BegunSignIn, key: Uint8Array): Promise<string> {
  return await new EncryptJWT({ ...begun })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .setExpirationTime(`${begunSignInSeconds} seconds`)
    .encrypt(key);
}

/** Null where it was not sealed by this hub, or too long ago. */
export async function openBegunSignIn(
  sealed: string,
  key: Uint8Array,
): Promise<BegunSignIn | null> {
  try {
    const { payload } = await jwtDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
    });
    return begunSignInSchema.parse(payload);
  } catch {
    return null;
  }
}
