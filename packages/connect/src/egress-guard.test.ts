import { describe, expect, test, vi } from 'vitest';
import { createOwnAddresses } from './egress/own-addresses.ts';
import type { HostAddress, ResolveHost } from './egress/resolve-host.ts';
import { createEgressGuard, type EgressSettings } from './egress-guard.ts';

const everything = ['0.0.0.0/0', '::/0'];

function answerWith(...addresses: string[]): ResolveHost {
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

  test('says the same of every name, whatever it stands for (fault S11)', async () => {
    const refused = ['10.0.0.1', '127.0.0.1', '169.254.169.254', '::1', '127.0.0.2'];
    const messages = new Set<string>();
    for (const [index, address] of refused.entries()) {
      const resolveHost = answerWith(address);
      const own = createOwnAddresses(resolveHost, ['127.0.0.2:8080']);
      const allow = index === 4 ? ['127.0.0.2'] : [];
      const guard = createEgressGuard({ allow, own, resolveHost });
      const found = await guard.findAddresses('gpu.lan', 8080);
      if (!found.ok) messages.add(JSON.stringify(found.problem));
    }
    expect([...messages]).toEqual([expect.stringContaining('PATCHBAY_EGRESS_ALLOW=gpu.lan:8080')]);
  });

  test.each([
    [
      'http://192.168.1.20:8080/',
      'not-allowed',
      /private network.*Settings → Egress.*192\.168\.1\.20:8080.*PATCHBAY_EGRESS_ALLOW=192\.168\.1\.20:8080/,
    ],
    ['http://[::1]:8080/', 'not-allowed', /^"\[::1\]:8080" .*PATCHBAY_EGRESS_ALLOW=\[::1\]:8080/],
    ['http://2130706433/', 'not-allowed', /PATCHBAY_EGRESS_ALLOW=127\.0\.0\.1:80/],
    ['http://169.254.169.254/', 'never-called', /no setting opens them/],
    ['http://metadata.google.internal./', 'never-called', /no setting opens them/],
  ])('tells of %s by which rule it is refused, and what to change', (url, rule, message) => {
    const judged = createEgressGuard({ allow: [] }).judgeUrl(url);
    expect(judged).toMatchObject({
      ok: false,
      problem: { code: 'URL_BLOCKED', details: { rule } },
    });
    expect(!judged.ok && judged.problem.message).toMatch(message);
  });

  test('spells the entry of an IPv6 address as it is read, as it is dialled too', async () => {
    const found = await createEgressGuard({ allow: [] }).findAddresses('fd12::1', 8080);
    expect(!found.ok && found.problem.details?.entry).toBe('[fd12::1]:8080');
  });

  test('goes by other allowances as soon as it is given them', async () => {
    const guard = createEgressGuard({ allow: ['10.0.0.1'] });
    expect(guard.judgeUrl('http://10.0.0.1/').ok).toBe(true);
    guard.allowOnly(['10.0.0.2']);
    expect(guard.judgeUrl('http://10.0.0.1/').ok).toBe(false);
    expect((await guard.findAddresses('10.0.0.1', 80)).ok).toBe(false);
    expect(guard.judgeUrl('http://10.0.0.2/').ok).toBe(true);
  });

  test('refuses to save a name for what it stands for, and saves one that is not known here', async () => {
    const guard = createEgressGuard({ allow: [], resolveHost: answerWith('127.0.0.1') });
    const saved = await guard.judgeForSaving('http://model.lan:8080/');
    expect(saved).toMatchObject({ ok: false, problem: { code: 'URL_BLOCKED' } });
    const unknown = createEgressGuard({
      allow: [],
      resolveHost: () => Promise.reject(new Error()),
    });
    expect((await unknown.judgeForSaving('http://model.lan:8080/')).ok).toBe(true);
  });
});

describe('the own addresses of the hub', () => {
  const loopback = ['127.0.0.0/8', '::1', 'localhost'];

  test('are refused even where they are allowed (fault S12)', async () => {
    const resolveHost = answerWith('127.0.0.1');
    const own = createOwnAddresses(resolveHost, ['127.0.0.1:7400', 'localhost:5432']);
    const settings = { allow: loopback, own, resolveHost };
    expect(await isAllowed('http://127.0.0.1:7400/', settings)).toBe(false);
    expect(await isAllowed('http://127.0.0.1:5432/', settings)).toBe(false);
    expect(await isAllowed('http://127.0.0.1:8080/', settings)).toBe(true);
  });

  test('are refused under every other name of this machine (fault S12)', async () => {
    const resolveHost = answerWith('127.0.0.1');
    const own = createOwnAddresses(resolveHost, ['0.0.0.0:7400']);
    const settings = { allow: loopback, own, resolveHost };
    expect(await isAllowed('http://127.0.0.2:7400/', settings)).toBe(false);
    expect(await isAllowed('http://[::1]:7400/', settings)).toBe(false);
    expect(await isAllowed('http://[::ffff:127.0.0.1]:7400/', settings)).toBe(false);
    expect(await isAllowed('http://localhost:7400/', settings)).toBe(false);
  });

  test('are refused by the address that the name of the database stands for', async () => {
    const resolveHost = answerWith('10.0.0.9');
    const own = createOwnAddresses(resolveHost, ['database.lan:5432']);
    const settings = { allow: ['10.0.0.0/8'], own, resolveHost };
    expect(await isAllowed('http://10.0.0.9:5432/', settings)).toBe(false);
    expect(await isAllowed('http://10.0.0.9:8080/', settings)).toBe(true);
  });

  test('may become known only when the hub listens', async () => {
    const own = createOwnAddresses(answerWith('127.0.0.1'));
    const guard = createEgressGuard({ allow: loopback, own });
    expect((await guard.findAddresses('127.0.0.1', 7400)).ok).toBe(true);
    own.addHub('http://127.0.0.1:7400');
    expect((await guard.findAddresses('127.0.0.1', 7400)).ok).toBe(false);
  });

  test('leave alone what stands beside a hub behind the same name', async () => {
    const own = createOwnAddresses(answerWith('10.0.0.9'));
    own.addHub('https://patchbay.lan');
    const guard = createEgressGuard({
      allow: ['10.0.0.9'],
      own,
      resolveHost: answerWith('10.0.0.9'),
    });
    expect((await guard.findAddresses('models.lan', 443)).ok).toBe(true);
  });

  test('are refused as they are saved, where that can be known (fault S12)', async () => {
    const resolveHost = answerWith('127.0.0.1');
    const own = createOwnAddresses(resolveHost, ['127.0.0.1:7400']);
    const guard = createEgressGuard({ allow: loopback, own, resolveHost });
    const saved = await guard.judgeForSaving('http://127.0.0.1:7400/');
    expect(saved).toMatchObject({ ok: false, problem: { details: { rule: 'own-address' } } });
    expect((await guard.judgeForSaving('http://localhost:7400/')).ok).toBe(false);
    expect((await guard.judgeForSaving('http://localhost:8080/')).ok).toBe(true);
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
