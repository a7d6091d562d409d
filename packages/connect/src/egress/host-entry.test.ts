import { describe, expect, test } from 'vitest';
import { normaliseAllowance, parseAllowance } from './allowance.ts';
import { parseHostEntry } from './host-entry.ts';

describe('an entry of the allowances', () => {
  test.each([
    ['models.example.com', 'name', null],
    ['Models.Example.COM.:8080', 'name', 8080],
    ['192.168.1.20', 'address', null],
    ['192.168.1.20:8080', 'address', 8080],
    ['127.1:8080', 'address', 8080],
    ['::1', 'address', null],
    ['[::1]', 'address', null],
    ['[fd00::1]:8080', 'address', 8080],
    ['10.0.0.0/8', 'network', null],
    ['10.0.0.0/8:8080', 'network', 8080],
    ['fd00::/8', 'network', null],
    ['[fd00::/8]:8080', 'network', 8080],
    [' localhost:7400 ', 'name', 7400],
  ] as const)('reads %j as %s at port %s', (text, kind, port) => {
    expect(parseHostEntry(text)).toMatchObject({ kind, port });
  });

  test.each([
    '',
    ':80',
    '*.example.com',
    'http://h',
    'h/path',
    '10.0.0.0/33',
    'a b',
    '[::1',
    'user@h',
  ])('refuses %j and says how to write it', (text) => {
    expect(() => parseHostEntry(text)).toThrow(/cannot be read.*Write it like/);
  });

  test.each(['h:0', 'h:65536', 'h:http', '10.0.0.1:', '[::1]:x'])(
    'refuses the port of %j',
    (text) => {
      expect(() => parseHostEntry(text)).toThrow(/not a port from 1 to 65535/);
    },
  );

  test('says what the entry of an address with scheme and path is', () => {
    expect(() => parseHostEntry('http://gpu.lan:8080/infer')).toThrow(/entry is gpu\.lan:8080\./);
  });

  test.each([
    '169.254.169.254',
    '169.254.0.0/16',
    '169.254.10.0/24:80',
    '[::ffff:169.254.169.254]:80',
    '[fe80::/10]:80',
    '224.0.0.0/4',
    '0.0.0.0',
    '::',
    '255.255.255.255',
    '100.100.100.200',
    'metadata.google.internal',
    'METADATA.:80',
  ])('that could never have an effect is refused: %s (fault S1)', (text) => {
    expect(() => parseAllowance(text)).toThrow(/can never be allowed.*no setting opens them/);
  });

  test.each([
    ['GPU.lan.:8080', 'gpu.lan:8080'],
    ['127.1', '127.0.0.1'],
    ['0x7f.1:80', '127.0.0.1:80'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['[FD00:0::1]:80', '[fd00::1]:80'],
    ['[fd12::5/16]:80', '[fd12::/16]:80'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['::/0', '::/0'],
  ])('%s is kept as %s, and read as the same again', (text, kept) => {
    expect(normaliseAllowance(text)).toBe(kept);
    expect(normaliseAllowance(kept)).toBe(kept);
  });
});
