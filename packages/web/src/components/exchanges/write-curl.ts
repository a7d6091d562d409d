import type { ExchangeView } from '@patchbay/core/api/item-routes.ts';
import type { CredentialsSummary } from '@patchbay/core/model/credentials.ts';

type Recorded = ExchangeView['request'];

interface CurlFacts {
  readonly request: Recorded;
  /** What is known of the credentials: never what they say. */
  readonly credentials: CredentialsSummary;
  /** The name of the file with the image that was sent, where there is one. */
  readonly imageFile: string | null;
}

/** What the hub writes in the place of a secret (`connect/src/secret.ts`). */
const redacted = '[redacted]';

/** What the hub writes in the place of the bytes of a file (`connect/src/predict.ts`). */
const fileMark = /<([a-z]+\/[a-z0-9.+-]+), (\d+) bytes, (sha256:[0-9a-f]{64})>/g;

/** Headers that say who called, or how it was packed: `curl` says that of itself. */
const ownHeaders = new Set(['user-agent', 'accept-encoding', 'patchbay-loop']);

/**
 * The command that sends a recorded request again, for bash, zsh and sh. What the record does not repeat is a
 * variable of the shell: secrets have to be set, files have a name that can be set otherwise.
 */
export function writeCurl({ request, credentials, imageFile }: CurlFacts): string {
  const body = request.body === null ? null : writeBody(request.body, imageFile);
  const command = [
    `curl --silent --show-error --request ${request.method} ${quote(request.url, urlSecret)}`,
    ...listHeaders(request, credentials),
    ...(credentials.hasAuthority ? ['--cacert authority.pem'] : []),
    ...(body ? [`--data-binary @- <<${body.end}`] : []),
  ].join(' \\\n  ');
  const lines = [
    ...(credentials.hasAuthority
      ? ['# In authority.pem: the certificate of the authority that vouches for the endpoint.']
      : []),
    ...(body?.files ?? []),
    command,
    ...(body ? [body.text, 'PATCHBAY'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

const urlSecret = variable('PATCHBAY_URL_SECRET', 'the secret in the address');

/** A variable that has to be set: the shell says what is wanted where it is not. */
function variable(name: string, what: string): string {
  return `\${${name}:?Set it to ${what}}`;
}

/** Credentials stand for variables, each under a name of its own. */
function listHeaders({ headers }: Recorded, { username }: CredentialsSummary): string[] {
  return Object.entries(headers)
    .filter(([name]) => !ownHeaders.has(name))
    .map(([name, value]) => {
      if (!value.includes(redacted)) return `--header ${quote(`${name}: ${value}`, '')}`;
      if (value.startsWith('Basic ') && username !== undefined) {
        const password = variable('PATCHBAY_PASSWORD', 'the password of the model');
        return `--user ${quote(`${username}:${redacted}`, password)}`;
      }
      const secret = value.startsWith('Bearer ')
        ? variable('PATCHBAY_TOKEN', 'the token of the model')
        : variable('PATCHBAY_SECRET', 'the secret of the model');
      return `--header ${quote(`${name}: ${value}`, secret)}`;
    });
}

/** A word of the shell: plain, or with a variable in the place of what is secret. */
function quote(text: string, secret: string): string {
  if (!text.includes(redacted)) return `'${text.replaceAll("'", "'\\''")}'`;
  const parts = text.split(redacted).map((part) => part.replaceAll(/[\\"$`]/g, '\\$&'));
  return `"${parts.join(secret)}"`;
}

interface WrittenBody {
  /** Lines before the command that name the files. */
  readonly files: readonly string[];
  readonly text: string;
  /** The word that ends it, in quotation marks where the shell is to expand nothing. */
  readonly end: string;
}

/**
 * The body as a here-document. Where nothing has to be put into it, the shell takes it as it stands. Else what
 * the shell would read as its own is spelled otherwise, which is the same in JSON.
 */
function writeBody(body: Recorded['body'], imageFile: string | null): WrittenBody {
  const json = JSON.stringify(body, null, 2);
  const files = listFiles(json, imageFile);
  if (files.length === 0 && !json.includes(redacted)) {
    return { files: [], text: json, end: "'PATCHBAY'" };
  }
  let text = protect(json);
  for (const { mark, name } of files) {
    text = text.replaceAll(mark, `$(base64 < "$${name}" | tr -d '\\n')`);
  }
  text = text.replaceAll(redacted, variable('PATCHBAY_BODY_SECRET', 'what the body hides'));
  const lines = files.flatMap(({ what, name, file }) => [
    `# ${what}, as it was sent:`,
    `${name}=\${${name}:-${quote(file, '')}}`,
  ]);
  return { files: lines, text, end: 'PATCHBAY' };
}

/** The files that a body names, each once. */
function listFiles(json: string, imageFile: string | null) {
  const marks = [...new Map([...json.matchAll(fileMark)].map((match) => [match[0], match]))];
  return marks.map(([mark, [, mediaType = '', bytes = '']], place) => ({
    mark,
    what: `${mediaType}, ${bytes} bytes`,
    name: place === 0 ? 'PATCHBAY_IMAGE' : `PATCHBAY_IMAGE_${place + 1}`,
    file: place === 0 && imageFile !== null ? imageFile : `image-${place + 1}`,
  }));
}

/** JSON in which the shell finds nothing to expand. */
function protect(json: string): string {
  return json.replaceAll(/\\[\s\S]|[$`]/g, (found) => spelled[found] ?? found);
}

const spelled: { readonly [character: string]: string } = {
  '\\\\': '\\u005c',
  $: '\\u0024',
  '`': '\\u0060',
};
