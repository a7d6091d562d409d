import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { passwordSchema } from '@patchbay/core/api/session.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import * as z from 'zod';
import { leastSecretLength } from './vault/key-file.ts';

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

/** Whoever listens on the way would sign in as anybody: http is for this machine alone. */
const issuerUrl = httpUrl
  .refine((url) => isHttpsOrLoopback(URL.parse(url)), {
    error: 'must be an https URL; http is for loopback alone',
  })
  .refine((url) => !/[?#]|\/\.well-known\//.test(url), {
    error:
      'must be the issuer alone, without /.well-known/openid-configuration and without a query',
  });

const domainName = z
  .string()
  .toLowerCase()
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/, {
    error: 'must be domains of e-mail addresses such as example.org, with commas between them',
  });

const secretText = z
  .string()
  .trim()
  .min(leastSecretLength, `must have at least ${leastSecretLength} characters`);

const settingsSchema = z.object({
  /** Where the embedded database, assets and keys lie. */
  dataFolder: z
    .string()
    .min(1)
    .transform((folder) => resolve(folder)),
  /** The address of this machine on which the hub listens: loopback, unless a proxy stands on another machine. */
  host: z.union([z.ipv4(), z.ipv6()], { error: 'must be an IP address of this machine' }),
  /** The port there; 0 takes a free one. */
  port: z.coerce.number().int().min(0).max(65_535),
  /** An external PostgreSQL; absent: the embedded server. */
  databaseUrl: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' })
    .optional(),
  /** Seals secrets in the database; absent: the file `secret-key` of the data folder. */
  secretKey: secretText.optional(),
  /** The secret key before that one, until nothing is sealed with it any more. */
  previousSecretKey: secretText.optional(),
  /** Addresses beyond the public internet that models may have: `127.0.0.1:9000`, `10.0.0.0/8`. */
  egressAllow: z.array(z.string().min(1)),
  /** The address under which people reach the hub, where a proxy stands before it. */
  publicUrl: httpUrl.optional(),
  /** From where a proxy comes that says for whom it asks (`X-Forwarded-For`, `X-Forwarded-Proto`). */
  trustedProxies: z.array(
    z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
      error: 'must be IP addresses or ranges, separated by commas',
    }),
  ),
  /** Days for which a session of a browser is good after it was last used. */
  sessionDays: z.coerce.number().int().min(1).max(365),
  /** Who becomes the first owner, where nobody is to come by the printed link. */
  adminEmail: z.email('must be an e-mail address').max(320).optional(),
  adminPassword: passwordSchema.optional(),
  /** The service by which people sign in (OpenID Connect), and how the hub is known to it. */
  oidcIssuer: issuerUrl.optional(),
  oidcClientId: z.string().min(1).optional(),
  oidcClientSecret: z.string().min(1).optional(),
  /** What its button says; absent: its host. */
  oidcName: z.string().trim().min(1).max(60).optional(),
  /** Who has a verified address of these domains may come in without an invitation, as a viewer. */
  oidcDomains: z.array(domainName),
  /** The bucket in which assets are kept, in place of the data folder; its keys are found by the library. */
  s3Bucket: z.string().min(1).optional(),
  /** The address of an object storage that is not Amazon's. */
  s3Endpoint: httpUrl.optional(),
  s3Region: z.string().min(1).optional(),
  /** Whether the bucket stands in the path of addresses; where an endpoint is named it does. */
  s3PathStyle: z
    .union([z.boolean(), z.stringbool()], { error: 'must be true or false' })
    .optional(),
  /** A program that decodes videos, ffmpeg, in place of the built-in decoder. */
  ffmpegPath: z.string().min(1).optional(),
  /** Chunks of runs that this hub works on at once. */
  workers: z.coerce.number().int().min(0).max(64),
  /** Days for which the exchanges of runs are kept; null: for good. With 0 they go as soon as may be. */
  exchangeDays: z.coerce.number().min(0).max(36_500).nullable(),
  /** Bytes of the body of an answer that are kept with its exchange; null: all of them. */
  exchangeLimit: z.coerce.number().int().min(0).max(1_073_741_824).nullable(),
  /** Port at which a worker says that it lives; absent: none. 0 takes a free one. */
  healthPort: z.coerce.number().int().min(0).max(65_535).optional(),
  /** The address of this machine on which it does. */
  healthHost: z.string().min(1),
  logLevel: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']),
});
export type HubConfig = z.infer<typeof settingsSchema>;

const configSchema = settingsSchema
  .refine(({ host, publicUrl }) => isLoopback(host) || publicUrl !== undefined, {
    path: ['publicUrl'],
    error:
      'is missing, but PATCHBAY_HOST is not loopback; say the address under which people reach the hub',
  })
  .refine(({ s3Bucket, s3Endpoint }) => s3Bucket !== undefined || s3Endpoint === undefined, {
    path: ['s3Bucket'],
    error: 'is missing, but PATCHBAY_S3_ENDPOINT is set; name the bucket too',
  })
  .refine((config) => config.adminPassword === undefined || config.adminEmail !== undefined, {
    path: ['adminEmail'],
    error: 'is missing, but PATCHBAY_ADMIN_PASSWORD is set; a first owner needs both',
  })
  .refine((config) => config.adminEmail === undefined || config.adminPassword !== undefined, {
    path: ['adminPassword'],
    error: 'is missing, but PATCHBAY_ADMIN_EMAIL is set; a first owner needs both',
  })
  .superRefine((config, context) => {
    const missing = oidcNeeds.filter((name) => config[name] === undefined);
    const isWanted = missing.length < oidcNeeds.length || config.oidcDomains.length > 0;
    if (!isWanted || missing[0] === undefined) return;
    const message = `is missing; to sign in by OpenID Connect takes ${oidcNeeds.map((name) => variables[name]).join(', ')}`;
    context.addIssue({ code: 'custom', path: [missing[0]], message });
  });

function isLoopback(host: string): boolean {
  return host === '::1' || host.startsWith('127.');
}

const oidcNeeds = ['oidcIssuer', 'oidcClientId', 'oidcClientSecret'] as const;

/** What a caller may set; it goes before the environment. */
export type HubOptions = Partial<HubConfig>;

/** The variable of the environment behind each setting, as errors name it. */
const variables = {
  dataFolder: 'PATCHBAY_DATA',
  host: 'PATCHBAY_HOST',
  port: 'PATCHBAY_PORT',
  databaseUrl: 'DATABASE_URL',
  secretKey: 'PATCHBAY_SECRET_KEY',
  previousSecretKey: 'PATCHBAY_PREVIOUS_SECRET_KEY',
  egressAllow: 'PATCHBAY_EGRESS_ALLOW',
  publicUrl: 'PATCHBAY_PUBLIC_URL',
  trustedProxies: 'PATCHBAY_TRUSTED_PROXIES',
  sessionDays: 'PATCHBAY_SESSION_DAYS',
  adminEmail: 'PATCHBAY_ADMIN_EMAIL',
  adminPassword: 'PATCHBAY_ADMIN_PASSWORD',
  oidcIssuer: 'PATCHBAY_OIDC_ISSUER',
  oidcClientId: 'PATCHBAY_OIDC_CLIENT_ID',
  oidcClientSecret: 'PATCHBAY_OIDC_CLIENT_SECRET',
  oidcName: 'PATCHBAY_OIDC_NAME',
  oidcDomains: 'PATCHBAY_OIDC_DOMAINS',
  s3Bucket: 'PATCHBAY_S3_BUCKET',
  s3Endpoint: 'PATCHBAY_S3_ENDPOINT',
  s3Region: 'PATCHBAY_S3_REGION',
  s3PathStyle: 'PATCHBAY_S3_PATH_STYLE',
  ffmpegPath: 'PATCHBAY_FFMPEG',
  workers: 'PATCHBAY_WORKERS',
  exchangeDays: 'PATCHBAY_EXCHANGE_DAYS',
  exchangeLimit: 'PATCHBAY_EXCHANGE_LIMIT',
  healthPort: 'PATCHBAY_HEALTH_PORT',
  healthHost: 'PATCHBAY_HEALTH_HOST',
  logLevel: 'PATCHBAY_LOG_LEVEL',
} as const satisfies { [Name in keyof HubConfig]: string };

/** The data folder that the environment names, `~/.patchbay` where it names none. */
export function dataFolderOf(environment: { readonly [name: string]: string | undefined }): string {
  return resolve(environment[variables.dataFolder] || join(homedir(), '.patchbay'));
}

/** Reads the configuration. An empty variable counts as none. @throws PatchbayError INPUT_INVALID */
export function readConfig(
  environment: { readonly [name: string]: string | undefined },
  options: HubOptions = {},
): HubConfig {
  const read = (name: keyof HubConfig) => environment[variables[name]] || undefined;
  const parsed = configSchema.safeParse({
    dataFolder: options.dataFolder ?? dataFolderOf(environment),
    host: options.host ?? read('host') ?? '127.0.0.1',
    port: options.port ?? read('port') ?? 7400,
    databaseUrl: options.databaseUrl ?? read('databaseUrl'),
    secretKey: options.secretKey ?? read('secretKey'),
    previousSecretKey: options.previousSecretKey ?? read('previousSecretKey'),
    egressAllow: options.egressAllow ?? splitList(read('egressAllow')),
    publicUrl: options.publicUrl ?? read('publicUrl'),
    trustedProxies: options.trustedProxies ?? splitList(read('trustedProxies')),
    sessionDays: options.sessionDays ?? read('sessionDays') ?? 14,
    adminEmail: options.adminEmail ?? read('adminEmail'),
    adminPassword: options.adminPassword ?? read('adminPassword'),
    oidcIssuer: options.oidcIssuer ?? read('oidcIssuer'),
    oidcClientId: options.oidcClientId ?? read('oidcClientId'),
    oidcClientSecret: options.oidcClientSecret ?? read('oidcClientSecret'),
    oidcName: options.oidcName ?? read('oidcName'),
    oidcDomains: options.oidcDomains ?? splitList(read('oidcDomains')),
    s3Bucket: options.s3Bucket ?? read('s3Bucket'),
    s3Endpoint: options.s3Endpoint ?? read('s3Endpoint'),
    s3Region: options.s3Region ?? read('s3Region'),
    s3PathStyle: options.s3PathStyle ?? read('s3PathStyle'),
    ffmpegPath: options.ffmpegPath ?? read('ffmpegPath'),
    workers: options.workers ?? read('workers') ?? 2,
    exchangeDays: options.exchangeDays ?? read('exchangeDays') ?? null,
    exchangeLimit: options.exchangeLimit ?? read('exchangeLimit') ?? null,
    healthPort: options.healthPort ?? read('healthPort'),
    healthHost: options.healthHost ?? read('healthHost') ?? '127.0.0.1',
    logLevel: options.logLevel ?? read('logLevel') ?? 'info',
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const name = variables[issue?.path[0] as keyof HubConfig];
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The setting ${name} is not usable: ${issue?.message}.`,
  });
}

/** Also true for what is no URL at all, of which another check tells. */
function isHttpsOrLoopback(url: URL | null): boolean {
  return url?.protocol !== 'http:' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

function splitList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}
