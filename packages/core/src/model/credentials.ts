import * as z from 'zod';

/** Header names that cannot carry a secret: those of HTTP itself, and the mark of a hub on its calls. */
const reservedHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'content-type',
  'content-encoding',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'http2-settings',
  'expect',
  'patchbay-loop',
]);

const visibleText = z
  .string()
  .min(1)
  .max(8192)
  .regex(/^[\u0020-\u007e\u0080-\u00ff]*$/, 'must not contain line breaks or control characters');

/** The ways in which an endpoint can be shown who calls. Several may be used at once. */
export const authenticationKinds = ['bearer', 'basic', 'header'] as const;
export type AuthenticationKind = (typeof authenticationKinds)[number];

/** The credentials of a model as a user enters them: written once, sealed, never read back. */
export const credentialsSchema = z
  .strictObject({
    /** `Authorization: Bearer <token>`. */
    bearer: z.strictObject({ token: visibleText }).optional(),
    /** `Authorization: Basic …` (RFC 7617, UTF-8). */
    basic: z
      .strictObject({
        username: z
          .string()
          .max(1024)
          .regex(/^[^:\p{Cc}]*$/u, 'must not contain a colon'),
        password: z.string().max(1024),
      })
      .optional(),
    /** A secret in a header of the user's choice. */
    header: z
      .strictObject({
        name: z
          .string()
          .regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'must be the name of an HTTP header')
          .refine(
            (name) => !reservedHeaders.has(name.toLowerCase()),
            'is reserved: choose another header',
          ),
        value: visibleText,
      })
      .optional(),
    /** Certificates in PEM of an authority that vouches for the endpoint, beside those that are trusted anyway. */
    authority: z
      .string()
      .max(65_536)
      .regex(
        /^\s*(?:-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+$/,
        'must be one or more certificates in PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, and nothing else',
      )
      .optional(),
  })
  .superRefine(({ bearer, basic, header }, context) => {
    const isAuthorization = header?.name.toLowerCase() === 'authorization';
    if ([bearer, basic, isAuthorization].filter(Boolean).length > 1) {
      context.addIssue({
        code: 'custom',
        message:
          'a call has one Authorization header: give either a bearer token, or user name and password, or that header',
      });
    }
  });
export type Credentials = z.infer<typeof credentialsSchema>;

/** What may be shown of credentials: which there are, never what they say. */
export const credentialsSummarySchema = z.object({
  kinds: z.array(z.enum(authenticationKinds)),
  username: z.string().optional(),
  headerName: z.string().optional(),
  /** Whether an authority of its own is trusted. */
  hasAuthority: z.boolean().optional(),
  /** By which people know the secrets again; it gives nothing of them away. Absent where there are none. */
  fingerprint: z.string().optional(),
  /** When they were entered. */
  setAt: z.iso.datetime().optional(),
});
export type CredentialsSummary = z.infer<typeof credentialsSummarySchema>;

export function summariseCredentials(credentials: Credentials): CredentialsSummary {
  return {
    kinds: authenticationKinds.filter((kind) => credentials[kind] !== undefined),
    ...(credentials.basic && { username: credentials.basic.username }),
    ...(credentials.header && { headerName: credentials.header.name }),
    ...(credentials.authority !== undefined && { hasAuthority: true }),
  };
}

/** What is secret in credentials. */
export function listSecrets({ bearer, basic, header }: Credentials): string[] {
  return [bearer?.token, basic?.password, header?.value].filter((secret) => secret !== undefined);
}

/** Whether an endpoint is shown who calls. */
export function showsWhoCalls(credentials: Credentials): boolean {
  return authenticationKinds.some((kind) => credentials[kind] !== undefined);
}
