/** A path of this hub out of what a query says; `/` for what leads anywhere else. */
export function pathOfHub(wanted: unknown): string {
  const hub = 'http://hub.invalid';
  const url = typeof wanted === 'string' ? URL.parse(wanted, hub) : null;
  if (url?.origin !== hub) return '/';
  const path = `${url.pathname}${url.search}${url.hash}`;
  // `/.//elsewhere` is a path, but what is left of it is not.
  return path.startsWith('//') ? '/' : path;
}
