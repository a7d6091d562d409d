import { describe, expect, test, vi } from 'vitest';
import type { HostAddress } from './egress/resolve-host.ts';
import { createEgressGuard, type EgressSettings } from './egress-guard.ts';

const everything = ['0.0.0.0/0', '::/0'];

function answerWith(...addresses: string[]): EgressSettings['resolveHost'] {
  return async () =>
    addresses.map((address): HostAddress => ({ address, family: address.includes(':') ? 6 : 4 }));
}

/** Whether a URL may be called, asked as it is saved and as it is dialled. */
async function isAllowed(url: string, settings: Partial<EgressSettings> = {}): Promise<boolean> {
  const guard = createEgressGuard({
    allow: [],
    resolveHost: answerWith('93.184.215.14'),
    ...settings,
  });
  const saved = guard.judgeUrl(url);
  if (!saved.ok) return false;
  const hostname = saved.value.hostname.replace(/^\[|\]$/g, '');
  const dialled = await guard.findAddresses(hostname, Number(saved.value.port || 80));
  return dialled.ok;
}

describe('the egress guard', () => {
  test('lets public addresses through', async () => {
    expect(await isAllowed('https://models.example.com/infer')).toBe(true);
    expect(await isAllowed('http://93.184.215.14/infer')).toBe(true);
    expect(await isAllowed('http://[2606:4700::1111]/')).toBe(true);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://100.100.100.200/',
    'http://168.63.129.16/',
    'http://metadata.google.internal/',
    'http://metadata.google.internal./',
    'http://METADATA/',
    'http://0.0.0.0/',
    'http://0.1.2.3/',
    'http://[::]/',
    'http://224.0.0.1/',
    'http://[ff02::1]/',
    'http://255.255.255.255/',
  ])('never lets %s through, whatever is allowed (fault S1)', async (url) => {
    expect(await isAllowed(url)).toBe(false);
    expect(await isAllowed(url, { allow: everything })).toBe(false);
    const guard = createEgressGuard({ allow: everything });
    expect(guard.judgeUrl(url)).toMatchObject({ ok: false, problem: { code: 'URL_BLOCKED' } });
  });

  test.each([
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://１２７.0.0.1/',
    'http://0/',
  ])('sees through %s (fault S2)', async (url) => {
    expect(await isAllowed(url)).toBe(false);
  });

  test.each([
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:0:10.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::a9fe:a9fe]/',
    'http://[64:ff9b:1::5db8:d70e]/',
    'http://[2002:7f00:1::]/',
    'http://[2606:4700::5efe:10.0.0.1]/',
    'http://[2606:4700::200:5efe:127.0.0.1]/',
  ])('judges the IPv4 address inside of %s (fault S3)', async (url) => {
    expect(await isAllowed(url)).toBe(false);
  });

  test('lets IPv6 through that carries a public IPv4 address (fault S3)', async () => {
    expect(await isAllowed('http://[::ffff:93.184.215.14]/')).toBe(true);
    expect(await isAllowed('http://[64:ff9b::5db8:d70e]/')).toBe(true);
    expect(await isAllowed('http://[2002:5db8:d70e::1]/')).toBe(true);
  });

  test('keeps metadata out that hides in IPv6, whatever is allowed (fault S3)', async () => {
    for (const host of [
      '[::ffff:169.254.169.254]',
      '[64:ff9b:1::a9fe:a9fe]',
      '[2002:a9fe:a9fe::]',
    ]) {
      expect(await isAllowed(`http://${host}/`, { allow: everything })).toBe(false);
    }
  });

  test('judges an address with a zone id that a resolver gives (fault S3)', async () => {
    const settings = { allow: everything, resolveHost: answerWith('fe80::1%eth0') };
    expect(await isAllowed('http://models.example.com/', settings)).toBe(false);
  });

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.20',
    '100.64.0.1',
    '198.18.0.1',
    '[::1]',
    '[fd12::1]',
  ])('lets %s through only where it is allowed', async (host) => {
    expect(await isAllowed(`http://${host}:8080/`)).toBe(false);
    expect(await isAllowed(`http://${host}:8080/`, { allow: [`${host}:8080`] })).toBe(true);
    expect(await isAllowed(`http://${host}:8080/`, { allow: [`${host}:9090`] })).toBe(false);
    expect(await isAllowed(`http://${host}:8080/`, { allow: [host.replace(/[[\]]/g, '')] })).toBe(
      true,
    );
  });

  test('lets a network through that is allowed, at one port or at all', async () => {
    expect(await isAllowed('http://10.9.8.7:8080/', { allow: ['10.0.0.0/8'] })).toBe(true);
    expect(await isAllowed('http://10.9.8.7:8080/', { allow: ['10.0.0.0/8:8080'] })).toBe(true);
    expect(await isAllowed('http://10.9.8.7:8081/', { allow: ['10.0.0.0/8:8080'] })).toBe(false);
    expect(await isAllowed('http://[fd12::1]:80/', { allow: ['[fd00::/8]:80'] })).toBe(true);
  });

  test('lets a name through that is allowed, wherever it lies in the private network', async () => {
    const resolveHost = answerWith('192.168.1.20');
    const url = 'http://gpu.lan:8080/infer';
    expect(await isAllowed(url, { resolveHost })).toBe(false);
    expect(await isAllowed(url, { resolveHost, allow: ['GPU.lan:8080'] })).toBe(true);
    expect(await isAllowed('http://gpu.lan.:8080/', { resolveHost, allow: ['gpu.lan'] })).toBe(
      true,
    );
    expect(await isAllowed('http://other.lan:8080/', { resolveHost, allow: ['gpu.lan'] })).toBe(
      false,
    );
  });

  test('keeps a name out that is allowed but stands for metadata', async () => {
    const settings = { allow: ['gpu.lan'], resolveHost: answerWith('169.254.169.254') };
    expect(await isAllowed('http://gpu.lan/', settings)).toBe(false);
  });

  test('judges a name each time it is dialled (fault S4)', async () => {
    const resolveHost = vi
      .fn<NonNullable<EgressSettings['resolveHost']>>()
      .mockResolvedValueOnce([{ address: '93.184.215.14', family: 4 }])
      .mockResolvedValueOnce([{ address: '127.0.0.1', family: 4 }]);
    const guard = createEgressGuard({ allow: [], resolveHost });
    expect((await guard.findAddresses('rebind.example.com', 80)).ok).toBe(true);
    expect((await guard.findAddresses('rebind.example.com', 80)).ok).toBe(false);
  });

  test('refuses all addresses of a name for one that may not be called (fault S4)', async () => {
    const settings = { resolveHost: answerWith('93.184.215.14', '10.0.0.1') };
    expect(await isAllowed('http://mixed.example.com/', settings)).toBe(false);
  });

  test.each(['file:///etc/passwd', 'gopher://h/', 'ftp://h/', 'data:text/plain,x', 'unix:/run/x'])(
    'calls only http and https, not %s (fault S6)',
    (url) => {
      const guard = createEgressGuard({ allow: everything });
      expect(guard.judgeUrl(url)).toMatchObject({ ok: false, problem: { code: 'URL_INVALID' } });
    },
  );

  test.each([
    'http://user@127.0.0.1/',
    'http://user:pass@h/',
    'http://[example.com]/',
    'http://',
    'infer',
  ])('refuses %s as no address of an endpoint (fault S7)', (url) => {
    const guard = createEgressGuard({ allow: everything });
    expect(guard.judgeUrl(url)).toMatchObject({ ok: false, problem: { code: 'URL_INVALID' } });
  });

  test.each([
    ['http://93.184.215.14#@127.0.0.1/', '93.184.215.14'],
    ['http://93.184.215.14\\@127.0.0.1/', '93.184.215.14'],
    ['http://93.184.215.14\t.example.com\r\n/', '93.184.215.14.example.com'],
  ])('reads %j once, and dials what it read (fault S7)', (url, hostname) => {
    const judged = createEgressGuard({ allow: [] }).judgeUrl(url);
    expect(judged.ok && judged.value.hostname).toBe(hostname);
  });

  test('says the same of every refused address, and which setting to change (fault S11)', async () => {
    const guard = createEgressGuard({ allow: [], resolveHost: answerWith('10.0.0.1') });
    const messages = new Set<string>();
    for (const host of ['gpu.lan', '10.0.0.1', '169.254.169.254', 'metadata']) {
      const found = await guard.findAddresses(host, 8080);
      if (!found.ok) messages.add(found.problem.message.replaceAll(`${host}:8080`, 'HOST'));
    }
    expect([...messages]).toEqual([expect.stringContaining('PATCHBAY_EGRESS_ALLOW=HOST')]);
  });
});

describe('the own addresses of the hub', () => {
  const loopback = ['127.0.0.0/8', '::1', 'localhost'];

  test('are refused even where they are allowed (fault S12)', async () => {
    const settings = { allow: loopback, ownAddresses: ['127.0.0.1:7400', 'localhost:5432'] };
    const resolveHost = answerWith('127.0.0.1');
    expect(await isAllowed('http://127.0.0.1:7400/', { ...settings, resolveHost })).toBe(false);
    expect(await isAllowed('http://127.0.0.1:5432/', { ...settings, resolveHost })).toBe(false);
    expect(await isAllowed('http://127.0.0.1:8080/', { ...settings, resolveHost })).toBe(true);
  });

  test('are refused under every other name of this machine (fault S12)', async () => {
    const settings = { allow: loopback, ownAddresses: ['0.0.0.0:7400'] };
    expect(await isAllowed('http://127.0.0.2:7400/', settings)).toBe(false);
    expect(await isAllowed('http://[::1]:7400/', settings)).toBe(false);
    expect(await isAllowed('http://[::ffff:127.0.0.1]:7400/', settings)).toBe(false);
    const resolveHost = answerWith('127.0.0.1');
    expect(await isAllowed('http://localhost:7400/', { ...settings, resolveHost })).toBe(false);
  });

  test('are refused by the address that the name of the database stands for', async () => {
    const resolveHost = answerWith('10.0.0.9');
    const settings = { allow: ['10.0.0.0/8'], ownAddresses: ['database.lan:5432'], resolveHost };
    expect(await isAllowed('http://10.0.0.9:5432/', settings)).toBe(false);
    expect(await isAllowed('http://10.0.0.9:8080/', settings)).toBe(true);
  });

  test('may become known only when the hub listens', async () => {
    const guard = createEgressGuard({ allow: loopback });
    expect((await guard.findAddresses('127.0.0.1', 7400)).ok).toBe(true);
    guard.denyOwnAddress('127.0.0.1:7400');
    expect((await guard.findAddresses('127.0.0.1', 7400)).ok).toBe(false);
  });
});

describe('a host name', () => {
  test('that does not exist is told apart (fault N2)', async () => {
    const failing = Object.assign(new Error('queryA'), { code: 'ENOTFOUND' });
    const guard = createEgressGuard({ allow: [], resolveHost: () => Promise.reject(failing) });
    const found = await guard.findAddresses('no-such-host.example.com', 80);
    expect(found).toMatchObject({
      ok: false,
      problem: { code: 'MODEL_NAME_UNRESOLVED', details: { reason: 'ENOTFOUND' } },
    });
  });

  test('whose resolver hangs is given up after a time limit of its own (fault N2)', async () => {
    const guard = createEgressGuard({
      allow: [],
      resolveHost: () => new Promise(() => {}),
      resolveTimeoutMs: 20,
    });
    const found = await guard.findAddresses('slow.example.com', 80);
    expect(found).toMatchObject({ ok: false, problem: { code: 'MODEL_NAME_UNRESOLVED' } });
  });
});
