import { expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { findDoubtfulSettings } from './doubtful-settings.ts';

const publicUrl = 'https://patchbay.example.org';

test('a hub behind https of which no proxy is trusted is warned of, with the setting', () => {
  expect(findDoubtfulSettings(readConfig({}, { publicUrl }))).toEqual([
    expect.stringContaining('PATCHBAY_TRUSTED_PROXIES'),
  ]);
});

test.each([
  ['which names its proxy', { publicUrl, trustedProxies: ['127.0.0.1'] }],
  ['that is reached over http', { publicUrl: 'http://patchbay.lan:7400' }],
  ['on this machine alone', {}],
])('a hub %s is not', (_, options) => {
  expect(findDoubtfulSettings(readConfig({}, options))).toEqual([]);
});
