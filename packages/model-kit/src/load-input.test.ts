import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { loadInput } from './load-input.ts';
import { isPublicAddress } from './public-address.ts';
import { encodeJpegHeader, encodePng } from './testing/tiny-images.ts';

const bounds = { maximumBytes: 1000, timeoutMs: 5000, allowPrivateAddresses: true };
const { signal } = new AbortController();

function loadBase64(base64: string) {
  return loadInput(
    { type: 'image', source: { kind: 'base64', base64, mediaType: 'image/png' } },
    bounds,
    signal,
  );
}

function loadUrl(url: string, changes: Partial<typeof bounds> = {}) {
  return loadInput(
    { type: 'image', source: { kind: 'url', url } },
    { ...bounds, ...changes },
    signal,
  );
}

/** A server that answers each path with a number of zeros, or one of the special paths. */
async function startImageHost(): Promise<string> {
  const host = createServer((request, response) => {
    const path = request.url ?? '';
    if (path === '/png') response.end(encodePng(3, 2));
    else if (path === '/moved') response.writeHead(302, { location: '/png' }).end();
    else if (path === '/slow') response.write('P');
    else response.end(Buffer.alloc(Number(path.slice(1))));
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    host.closeAllConnections();
    host.close();
  });
  const address = host.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test('an image is given with its bytes, and what its own header says', async () => {
  const png = encodePng(3, 2);
  expect(await loadBase64(png.toString('base64'))).toMatchObject({
    ok: true,
    value: { type: 'image', bytes: png, mediaType: 'image/png', size: { width: 3, height: 2 } },
  });
});

test('base64 may be wrapped in lines', async () => {
  const wrapped = encodePng(3, 2).toString('base64').replaceAll(/.{20}/g, '$&\n');
  expect(await loadBase64(wrapped)).toMatchObject({ ok: true, value: { size: { width: 3 } } });
});

test('the size of a photograph that lies on its side is that of the upright one', async () => {
  const sideways = encodeJpegHeader({ width: 40, height: 30, orientation: 6 });
  const upright = encodeJpegHeader({ width: 40, height: 30, orientation: 1 });
  expect(await loadBase64(sideways.toString('base64'))).toMatchObject({
    value: { mediaType: 'image/jpeg', size: { width: 30, height: 40 } },
  });
  expect(await loadBase64(upright.toString('base64'))).toMatchObject({
    value: { size: { width: 40, height: 30 } },
  });
});

test.for([
  ['nothing', Buffer.alloc(0)],
  ['a text', Buffer.from('hello, world')],
  ['a cut JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  ['an image without extent', encodePng(0, 2)],
] as const)('%s is refused as an image', async ([, bytes]) => {
  expect(await loadBase64(bytes.toString('base64'))).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_FILE_UNREADABLE', message: expect.stringContaining('cannot be read') },
  });
});

test('an image is fetched from its URL', async () => {
  const host = await startImageHost();
  expect(await loadUrl(`${host}/png`)).toMatchObject({ ok: true, value: { size: { width: 3 } } });
});

test('an image is fetched within bounds of size and time, and not from elsewhere', async () => {
  const host = await startImageHost();
  const readCode = async (answer: ReturnType<typeof loadUrl>) => {
    const outcome = await answer;
    return outcome.ok ? 'none' : `${outcome.problem.code}: ${outcome.problem.message}`;
  };
  expect(await readCode(loadUrl(`${host}/1001`))).toBe(
    'INPUT_TOO_LARGE: The image is larger than 1000 bytes.',
  );
  expect(await readCode(loadUrl(`${host}/slow`, { timeoutMs: 100 }))).toContain('within 100 ms');
  expect(await readCode(loadUrl(`${host}/moved`))).toContain('status 302');
  expect(await readCode(loadUrl('file:///etc/passwd'))).toContain('URL_INVALID');
});

test('an address that is not public is dialled only by allowance, whether written out or as a name', async () => {
  const host = await startImageHost();
  const refused = { ok: false, problem: { code: 'URL_BLOCKED' } };
  const closed = { allowPrivateAddresses: false };
  expect(await loadUrl(`${host}/png`, closed)).toMatchObject(refused);
  const byName = `${host.replace('127.0.0.1', 'localhost')}/png`;
  expect(await loadUrl(byName, closed)).toMatchObject(refused);
  expect(await loadUrl('http://[::ffff:10.0.0.1]/a', closed)).toMatchObject(refused);
});

test('addresses are public or reserved', () => {
  expect(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'].map(isPublicAddress)).toEqual([
    true,
    true,
    true,
  ]);
  const reserved = ['127.0.0.1', '169.254.169.254', '10.1.2.3', '172.31.0.1', '100.64.0.1', '::1'];
  const local = ['fd00:ec2::254', 'fe80::1', 'fec0::1', '5f00::1', '3fff::1', 'ff02::1'];
  const hidden = ['::ffff:127.0.0.1', '::127.0.0.1', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1'];
  const others = ['2001::7f00:1', '2002:7f00:1::', '168.63.129.16', '192.88.99.1', 'localhost'];
  expect([...reserved, ...local, ...hidden, ...others].filter(isPublicAddress)).toEqual([]);
});

test('the frames of a video are loaded in order, and have one size', async () => {
  const frame = (index: number, width: number) =>
    ({
      index,
      timeMs: index * 40,
      source: {
        kind: 'base64',
        base64: encodePng(width, 2).toString('base64'),
        mediaType: 'image/png',
      },
    }) as const;
  const load = (...frames: ReturnType<typeof frame>[]) =>
    loadInput({ type: 'video', frames, url: 'https://videos.example.com/1' }, bounds, signal);
  expect(await load(frame(0, 3), frame(25, 3))).toMatchObject({
    ok: true,
    value: {
      type: 'video',
      frames: [
        { index: 0, timeMs: 0, image: { size: { width: 3, height: 2 } } },
        { index: 25, timeMs: 1000 },
      ],
    },
  });
  expect(await load(frame(0, 3), frame(25, 4))).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining('3 × 2, 4 × 2') },
  });
  expect(await load()).toMatchObject({
    ok: false,
    problem: { message: expect.stringContaining('sent as a whole') },
  });
});

test('what is attached to a row is loaded with it', async () => {
  const base64 = encodePng(3, 2).toString('base64');
  const attachments = [
    { type: 'text', text: 'A note.' },
    { type: 'image', source: { kind: 'base64', base64, mediaType: 'image/png' } },
  ] as const;
  expect(
    await loadInput({ type: 'text', text: 'A row.', attachments }, bounds, signal),
  ).toMatchObject({
    ok: true,
    value: {
      type: 'text',
      text: 'A row.',
      attachments: [
        { type: 'text', text: 'A note.' },
        { type: 'image', mediaType: 'image/png', size: { width: 3, height: 2 } },
      ],
    },
  });
});
