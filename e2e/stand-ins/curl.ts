import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';

/** As much of `curl` as a shell script that speaks JSON to an API needs: for machines that have none. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    request: { type: 'string', short: 'X', default: 'GET' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    silent: { type: 'boolean', short: 's', default: false },
    'show-error': { type: 'boolean', short: 'S', default: false },
    user: { type: 'string', short: 'u' },
    data: { type: 'string' },
    'data-binary': { type: 'string' },
    url: { type: 'string' },
  },
});
const headers = values.header.flatMap((line): [string, string][] => {
  const [name = '', ...rest] = line.split(':');
  return name.trim() === '' ? [] : [[name.trim(), rest.join(':').trim()]];
});
if (values.user !== undefined) {
  headers.push(['authorization', `Basic ${Buffer.from(values.user).toString('base64')}`]);
}
const url = values.url ?? positionals[0] ?? '';
try {
  const data = values['data-binary'] === '@-' ? await buffer(process.stdin) : values.data;
  const body = data === undefined ? {} : { body: data };
  const response = await fetch(url, { method: values.request, headers, ...body });
  process.stdout.write(await response.text());
} catch (error) {
  if (!values.silent || values['show-error'])
    process.stderr.write(`curl: (7) Could not connect to ${url}: ${error}\n`);
  process.exitCode = 7;
}
