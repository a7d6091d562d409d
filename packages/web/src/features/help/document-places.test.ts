import { describe, expect, test } from 'vitest';
import { resolveLink, toDocumentPath, toHelpAddress } from './document-places.ts';

describe('the address of a document', () => {
  test.each([
    ['', 'docs/README.md'],
    ['errors', 'docs/errors.md'],
    ['how-to', 'docs/how-to/README.md'],
    ['how-to/rotate-keys', 'docs/how-to/rotate-keys.md'],
    ['SECURITY', 'SECURITY.md'],
  ])('/help/%s shows %s, and the other way round', (address, path) => {
    expect(toDocumentPath(address)).toBe(path);
    expect(toHelpAddress(path)).toBe(address);
  });
});

describe('a link in a document', () => {
  test.each([
    ['docs/README.md', 'how-to/README.md', { path: 'docs/how-to/README.md', hash: undefined }],
    ['docs/how-to/give-a-key.md', '../errors.md#auth', { path: 'docs/errors.md', hash: 'auth' }],
    ['docs/README.md', '../SECURITY.md', { path: 'SECURITY.md', hash: undefined }],
    ['docs/errors.md', '#input_invalid', { path: 'docs/errors.md', hash: 'input_invalid' }],
  ])('from %s to %s stays in the project', (from, href, place) => {
    expect(resolveLink(from, href)).toEqual(place);
  });

  test.each(['https://example.org/a.md', 'mailto:a@example.org', '//example.org/a.md'])(
    'to %s leads out of it',
    (href) => {
      expect(resolveLink('docs/README.md', href)).toBeNull();
    },
  );
});
