import { expect, test } from 'vitest';
import { readManifestSecret } from './read-manifest-secret.ts';

test.each([
  ['name: a\nsecrets: sesame\n', 'sesame'],
  ['secrets:   sesame # of ours\r\nname: a', 'sesame'],
  ['secrets: "open \\"it\\"" # now', 'open "it"'],
  ["secrets: 'it''s #1'", "it's #1"],
  ['secrets: a#b', 'a#b'],
])('the secret of %j is %j', (manifest, secret) => {
  expect(readManifestSecret(manifest)).toBe(secret);
});

test.each(['name: a', 'secrets: |\n  sesame', 'ontology:\n  secrets: x', 'secrets: *anchor'])(
  'in %j there is none that can be read without the hub',
  (manifest) => {
    expect(readManifestSecret(manifest)).toBeNull();
  },
);
