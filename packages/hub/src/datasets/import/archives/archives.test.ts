import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { DataRowView, ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../../testing/test-hub.ts';
import { type WrittenEntry, writeZip } from './testing/write-zip.ts';

let hub: TestHub;
let datasetId: string;
let png: Buffer;

beforeAll(async () => {
  hub = await createTestHub();
  await hub.app.listen({ port: 0, host: '127.0.0.1' });
  png = await sharp({ create: { width: 6, height: 4, channels: 3, background: '#c33' } })
    .png()
    .toBuffer();
});
afterAll(() => hub.end());
beforeEach(async () => {
  const name = `Archive ${crypto.randomUUID()}`;
  datasetId = (await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name })).body.id;
});

const address = () => `/api/v1/datasets/${datasetId}/import?format=files`;

async function upload(files: { [name: string]: Buffer }): Promise<ImportReport> {
  const { status, body } = await hub.upload<ImportReport>(address(), files);
  expect(status).toBe(200);
  return body;
}

async function importEntries(...entries: WrittenEntry[]): Promise<ImportReport> {
  return await upload({ 'a.zip': writeZip(entries) });
}

async function listRows(): Promise<DataRowView[]> {
  const at = `/api/v1/datasets/${datasetId}/data-rows`;
  return (await hub.ask<{ items: DataRowView[] }>('GET', at)).body.items;
}

async function listFiles(folder: string): Promise<string[]> {
  const found = await readdir(join(hub.dataFolder, folder), { recursive: true });
  return found.filter((name) => name.length > 3 && name !== 'incoming').sort();
}

const good: WrittenEntry = { name: 'good.txt', content: 'a text' };

describe('an honest archive', () => {
  test.each(['info-zip', 'streamed', 'zip64'])(
    'becomes data rows under the paths in it, as %s packs it',
    async (name) => {
      const file = await readFile(join(import.meta.dirname, `fixtures/${name}.zip`));
      const report = await upload({ 'photos.zip': file });
      expect(report).toMatchObject({ imported: 2, warnings: [], leftOut: { count: 0 } });
      const keys = (await listRows()).map((row) => row.globalKey);
      expect(keys.sort()).toEqual(['photos/Größe.txt', 'photos/pixel.png']);
    },
  );

  test('imported again adds nothing, and a folder of the same files is the same', async () => {
    const zip = writeZip([good, { name: 'b/c.png', content: png }]);
    expect(await upload({ 'a.zip': zip })).toMatchObject({ imported: 2, failedCount: 0 });
    const files = { 'good.txt': Buffer.from('a text'), 'b/c.png': png };
    expect(await upload({ ...files, 'b.zip': zip })).toMatchObject({
      imported: 0,
      alreadyThere: 4,
    });
    const changed = await importEntries({ name: 'good.txt', content: 'another text' });
    expect(changed.failed).toMatchObject([
      { source: 'a.zip:good.txt', problem: { code: 'INPUT_NAME_TAKEN' } },
    ]);
  });

  test('has what is no data row left out, and says so', async () => {
    const conversation = '{"messages":[{"role":"user","content":"Hello"}]}';
    const report = await importEntries(
      good,
      { name: 'folder/', content: '' },
      { name: '__MACOSX/._good.txt', content: 'fork' },
      { name: 'folder/.DS_Store', content: 'x' },
      { name: 'Thumbs.db', content: 'x' },
      { name: 'truth.json', content: '{"labels":[]}' },
      { name: 'talk.json', content: conversation },
      { name: 'labels.xml', content: '<xml/>' },
      { name: 'scan', content: png },
    );
    expect(report).toMatchObject({ imported: 3, failedCount: 0, leftOut: { count: 5 } });
    expect(report.leftOut.names).toEqual([
      'a.zip:__MACOSX/._good.txt',
      'a.zip:folder/.DS_Store',
      'a.zip:Thumbs.db',
      'a.zip:truth.json',
      'a.zip:labels.xml',
    ]);
  });

  test('whose names are in no known characters is read as CP437, with a warning', async () => {
    const name = Buffer.from('gr\x81n.txt', 'latin1');
    const report = await importEntries({ name, content: 'a text', flags: 0 });
    expect(report.warnings).toMatchObject([{ code: 'FILE_NAME_GUESSED', count: 1 }]);
    expect(await listRows()).toMatchObject([{ globalKey: 'grün.txt' }]);
  });
});

describe('an entry that is refused or damaged fails alone (fault F3)', () => {
  const text = 'a text';
  const link = 0o120_777 * 65_536;
  test.each<[string, WrittenEntry, string, RegExp]>([
    ['a way up', { name: '../up.txt' }, 'INPUT_INVALID', /"\.\."/],
    ['a way up in the middle', { name: 'a/../../up.txt' }, 'INPUT_INVALID', /"\.\."/],
    ['an absolute path', { name: '/etc/passwd.txt' }, 'INPUT_INVALID', /relative/],
    ['a drive', { name: 'C:/windows/a.txt' }, 'INPUT_INVALID', /drive/],
    ['a drive without a folder', { name: 'c:a.txt' }, 'INPUT_INVALID', /drive/],
    ['backslashes', { name: '..\\up.txt' }, 'INPUT_INVALID', /backslashes/],
    ['another machine', { name: '\\\\host\\a.txt' }, 'INPUT_INVALID', /backslashes/],
    ['a NUL character', { name: 'a.txt\0.png' }, 'INPUT_INVALID', /control/],
    ['no name', { name: '' }, 'INPUT_INVALID', /name of 1 to/],
    ['a very long name', { name: `${'a'.repeat(600)}.txt` }, 'INPUT_INVALID', /name of 1 to/],
    ['a name that is no UTF-8', { name: Buffer.from([0xff]) }, 'INPUT_INVALID', /UTF-8/],
    ['a symbolic link', { name: 'a.txt', attributes: link }, 'INPUT_FILE_TYPE_REFUSED', /link/],
    [
      'a device',
      { name: 'a.txt', attributes: 0o020_000 * 65_536 },
      'INPUT_FILE_TYPE_REFUSED',
      /device/,
    ],
    ['a password', { name: 'a.txt', flags: 0x801 }, 'INPUT_FILE_UNREADABLE', /encrypted/],
    ['a rare method', { name: 'a.txt', method: 12 }, 'INPUT_FILE_UNREADABLE', /method \(12\)/],
    ['an archive', { name: 'b.zip' }, 'INPUT_FILE_TYPE_REFUSED', /inside of an archive/],
    ['too long a text', { name: 'a.txt', uncompressedSize: 2 ** 21 }, 'INPUT_TOO_LARGE', /2097152/],
    ['more than it says', { name: 'a.txt', uncompressedSize: 3 }, 'INPUT_FILE_UNREADABLE', /more/],
    ['less than it says', { name: 'a.txt', uncompressedSize: 9 }, 'INPUT_FILE_UNREADABLE', /ends/],
    ['another checksum', { name: 'a.txt', checksum: 7 }, 'INPUT_FILE_UNREADABLE', /checksum/],
    ['no header', { name: 'a.txt', offset: 100 }, 'INPUT_FILE_UNREADABLE', /signature/],
    [
      'a header behind the end',
      { name: 'a.txt', offset: 9_999_999 },
      'INPUT_FILE_UNREADABLE',
      /behind its end/,
    ],
    [
      'bytes behind the end',
      { name: 'a.txt', compressedSize: 100_000, offset: 900 },
      'INPUT_FILE_UNREADABLE',
      /damaged/,
    ],
    [
      'broken bytes',
      { name: 'a.txt', method: 8, flags: 0x800, compressedSize: 3 },
      'INPUT_FILE_UNREADABLE',
      /damaged/,
    ],
    ['a broken image', { name: 'a.png', content: 'no image' }, 'INPUT_FILE_UNREADABLE', /image/],
  ])('%s', async (_, entry, code, message) => {
    const before = await listFiles('assets');
    const report = await importEntries({ content: text, ...entry }, good);
    expect(report).toMatchObject({ imported: 1, failedCount: 1, failed: [{ problem: { code } }] });
    expect(report.failed[0]?.problem.message).toMatch(message);
    expect(report.failed[0]?.source).toMatch(/^a\.zip/);
    expect(await listFiles('assets')).toEqual(before);
    expect(await listFiles('incoming-files')).toEqual([]);
  });

  test('what Info-ZIP encrypts or links to', async () => {
    const read = (name: string) => readFile(join(import.meta.dirname, `fixtures/${name}.zip`));
    const encrypted = await upload({ 'a.zip': await read('encrypted') });
    expect(encrypted).toMatchObject({ imported: 0, failedCount: 2 });
    expect(encrypted.failed[0]?.problem.message).toContain('encrypted');
    const linked = await upload({ 'a.zip': await read('info-zip') });
    expect(linked.failed).toMatchObject([{ source: 'a.zip:photos/link.txt' }]);
  });

  test('names that differ by case alone, or not at all: the first is taken', async () => {
    const report = await importEntries(
      { name: 'A.txt', content: 'first' },
      { name: 'a.TXT', content: 'second' },
      { name: 'A.txt', content: 'third' },
      { name: 'STRASSE.txt', content: 'fourth' },
      { name: 'straße.txt', content: 'fifth' },
      { name: 'b.txt', content: 'sixth' },
    );
    expect(report.failed.map(({ source, problem }) => [source, problem.code])).toEqual([
      ['a.zip:a.TXT', 'INPUT_NAME_TAKEN'],
      ['a.zip:A.txt', 'INPUT_NAME_TAKEN'],
      ['a.zip:straße.txt', 'INPUT_NAME_TAKEN'],
    ]);
    expect((await listRows()).map((row) => row.excerpt)).toEqual(['first', 'fourth', 'sixth']);
  });

  test('a name that would write to a terminal is spelled out', async () => {
    const report = await importEntries({ name: '\u001b[2J\u202egnp.txt\nx', content: 'x' });
    expect(report.failed[0]?.source).toBe('a.zip:⟨U+001B⟩[2J⟨U+202E⟩gnp.txt x');
  });
});

describe('an archive as a whole is refused before anything is unpacked (fault F3)', () => {
  const whole = writeZip([good, { name: 'b.txt', content: 'b' }]);
  const huge = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      name: `${index}.mp4`,
      content: 'x',
      uncompressedSize: 2 ** 31,
    }));
  test.each<[string, Buffer, RegExp]>([
    ['that is none', Buffer.from('a text'), /cannot be read as a ZIP/],
    ['that is empty', Buffer.alloc(0), /cannot be read as a ZIP/],
    ['that ends half way', whole.subarray(0, whole.length - 30), /cannot be read as a ZIP/],
    ['that has nothing in it', writeZip([]), /nothing in it/],
    ['that says more files than there are', writeZip([good], 60_000), /cannot be read as a ZIP/],
    [
      'that becomes a hundred times as large',
      writeZip([good, ...huge(3)]),
      /would become 6442450950/,
    ],
    [
      'whose files are one and the same',
      writeZip([
        { ...good, offset: 0 },
        { ...good, name: 'b.txt', offset: 0 },
      ]),
      /lie over each other/,
    ],
    ['whose files quote each other', quoteEachOther(), /lie over each other/],
  ])('one %s', async (_, bytes, message) => {
    const before = await listFiles('assets');
    const report = await upload({ 'bomb.zip': bytes, 'good.txt': Buffer.from('behind it') });
    expect(report).toMatchObject({ imported: 1, failedCount: 1 });
    expect(report.failed).toMatchObject([
      { source: 'bomb.zip', problem: { code: 'INPUT_ARCHIVE_REFUSED' } },
    ]);
    expect(report.failed[0]?.problem.message).toMatch(message);
    expect(await listFiles('assets')).toEqual(before);
    expect(await listFiles('incoming-files')).toEqual([]);
  });

  /** Each file holds the headers of those behind it: https://www.bamsoftware.com/hacks/zipbomb/. */
  function quoteEachOther(): Buffer {
    const inner = writeZip([{ name: 'kernel.txt', content: 'k'.repeat(1000), method: 0 }]);
    const start = 30 + 'outer.txt'.length;
    return writeZip([
      { name: 'outer.txt', content: inner, method: 0 },
      { name: 'kernel.txt', content: 'k'.repeat(1000), method: 0, offset: start },
    ]);
  }
});

test('an upload that breaks off leaves nothing on the disk (fault F3)', async () => {
  const noise = await sharp({
    create: {
      width: 900,
      height: 900,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const zip = writeZip([{ name: 'noise.png', content: noise }]);
  const socket = connect(hub.app.addresses()[0]?.port ?? 0, '127.0.0.1');
  const part = `--x\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n`;
  socket.write(
    `POST ${address()} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${hub.apiKey}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${zip.length * 2}\r\n\r\n${part}`,
  );
  socket.write(zip.subarray(0, zip.length - 1000));
  await expect.poll(() => listFiles('incoming-files')).toHaveLength(1);
  socket.destroy();
  await once(socket, 'close');
  await expect.poll(() => listFiles('incoming-files')).toEqual([]);
  expect(await listRows()).toEqual([]);
});
