/** A place in a document: its path in the project, and the heading, where one is meant. */
export interface DocumentPlace {
  readonly path: string;
  readonly hash: string | undefined;
}

/** The path of the document behind an address below `/help`: `how-to/rotate-keys` is `docs/how-to/rotate-keys.md`. */
export function toDocumentPath(address: string): string {
  const name = address.replace(/\/+$/, '');
  if (name === '') return 'docs/README.md';
  if (name === 'SECURITY') return 'SECURITY.md';
  return name === 'how-to' ? 'docs/how-to/README.md' : `docs/${name}.md`;
}

/** The address below `/help` at which a document is shown. */
export function toHelpAddress(path: string): string {
  return path
    .replace(/^docs\//, '')
    .replace(/\.md$/, '')
    .replace(/(?:^|\/)README$/, '');
}

/** Where a link in a document leads within the project; null where it leads out of it. */
export function resolveLink(from: string, href: string): DocumentPlace | null {
  if (/^[a-z][a-z\d+.-]*:|^\/\//i.test(href)) return null;
  const { pathname, hash } = new URL(href, `document:///${from}`);
  return { path: pathname.slice(1), hash: hash === '' ? undefined : hash.slice(1) };
}
