import { describe, expect, test } from 'vitest';
import { createEgressPolicy } from './egress-policy.ts';
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

  test('that could never have an effect is refused', () => {
    expect(() => createEgressPolicy(['169.254.169.254'])).toThrow(/can never be allowed/);
    expect(() => createEgressPolicy(['[::ffff:169.254.169.254]:80'])).toThrow(/can never/);
  });
});
