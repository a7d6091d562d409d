import type { ErrorCode } from '@patchbay/core/error/codes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { S3Settings } from './s3-settings.ts';

/** What an error of the library says, as far as it matters here. */
interface Facts {
  readonly name: string;
  readonly message: string;
  /** Of the network: `ECONNREFUSED`. */
  readonly code: string;
  readonly status: number | undefined;
}

/** Why the storage does not do what we ask, by the name that S3 has for it, and what to do. */
const refusals: { readonly [name: string]: (settings: S3Settings) => string } = {
  NoSuchBucket: ({ bucket }) =>
    `there is no bucket "${bucket}". Create it, or correct PATCHBAY_S3_BUCKET; where the storage wants the bucket in the path, set PATCHBAY_S3_PATH_STYLE=true`,
  InvalidAccessKeyId: () => 'it does not know the access key. Correct AWS_ACCESS_KEY_ID',
  SignatureDoesNotMatch: () =>
    'the secret does not fit the access key. Correct AWS_SECRET_ACCESS_KEY',
  AccessDenied: ({ bucket }) =>
    `the keys do not allow it. Give them s3:GetObject, s3:PutObject and s3:ListBucket on "${bucket}"; without the last one a file that is missing looks like this, too`,
  ExpiredToken: () =>
    'the session of the keys has ended. Give new ones, AWS_SESSION_TOKEN included',
  RequestTimeTooSkewed: () =>
    'the clock of this machine is more than a quarter of an hour off. Set it, and keep it in step (NTP)',
  CredentialsProviderError: () =>
    'no keys were found. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give this machine a role',
};

const wrongRegion = ({ region }: S3Settings) =>
  `the bucket is in another region than "${region ?? 'us-east-1'}". Correct PATCHBAY_S3_REGION`;

/** @throws PatchbayError always: what an error of the library means for whoever runs the hub. */
export function throwS3Problem(error: unknown, settings: S3Settings, hash?: string): never {
  const facts = readFacts(error);
  if (hash !== undefined && isMissing(facts)) throw missing(hash, settings, error);
  const where = `The storage (bucket "${settings.bucket}"${settings.endpoint ? ` at ${settings.endpoint}` : ''})`;
  const refusal = refusals[facts.name] ?? (isElsewhere(facts) ? wrongRegion : undefined);
  if (refusal) throw problem('STORAGE_REFUSED', `${where} refuses: ${refusal(settings)}.`, facts);
  if (facts.status === 403) {
    const denied = refusals.AccessDenied?.(settings);
    throw problem('STORAGE_REFUSED', `${where} refuses: ${denied}.`, facts);
  }
  const said = facts.code || facts.name;
  const message =
    facts.status === undefined
      ? `${where} cannot be reached (${said}). Check PATCHBAY_S3_ENDPOINT, the network, and whether the storage runs.`
      : `${where} failed with status ${facts.status} (${facts.name}: ${facts.message}).`;
  throw problem('STORAGE_UNREACHABLE', message, facts);

  function problem(code: ErrorCode, text: string, { name, code: reason, status }: Facts) {
    const details = { bucket: settings.bucket, reason: reason || name, ...(status && { status }) };
    return new PatchbayError({ code, message: text, details, cause: error });
  }
}

function readFacts(error: unknown): Facts {
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as {
    readonly name?: string;
    readonly message?: string;
    readonly code?: string;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  return {
    name: thrown.name ?? 'Error',
    message: thrown.message ?? String(error),
    code: typeof thrown.code === 'string' ? thrown.code : '',
    status: thrown.$metadata?.httpStatusCode,
  };
}

function isMissing({ name }: Facts): boolean {
  return name === 'NoSuchKey' || name === 'NotFound';
}

function isElsewhere({ name, status }: Facts): boolean {
  return name === 'PermanentRedirect' || name === 'AuthorizationHeaderMalformed' || status === 301;
}

function missing(hash: string, { bucket }: S3Settings, cause: unknown): PatchbayError {
  return new PatchbayError({
    code: 'STORAGE_ASSET_MISSING',
    message: `The file ${hash} is not in the bucket "${bucket}" any more.`,
    details: { hash },
    cause,
  });
}
