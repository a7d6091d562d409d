/**
 * The address of a path below a base address: slashes at the seam are made one, a query stays behind.
 * `base` is a URL that was checked before.
 */
export function joinPath(base: string, path: string): string {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
  return url.href;
}
