import { expect, test } from 'vitest';
import { findProtocol, protocols } from './protocols.ts';

test('every protocol is found by its id, and no two have the same', () => {
  for (const protocol of protocols) {
    expect(findProtocol(protocol.id)).toEqual({ ok: true, value: protocol, warnings: [] });
  }
  expect(new Set(protocols.map(({ id }) => id)).size).toBe(protocols.length);
});

test('an unknown protocol is answered with those that there are', () => {
  const known = protocols.map(({ id }) => id).join(', ');
  expect(findProtocol('fondry')).toMatchObject({
    ok: false,
    problem: {
      code: 'INPUT_PROTOCOL_UNKNOWN',
      message: `There is no protocol "fondry". The known ones are ${known}.`,
    },
  });
});
