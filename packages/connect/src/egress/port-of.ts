/** The port that a URL is called at, with the default of its scheme filled in. */
export function portOf(url: { readonly port: string; readonly protocol: string }): number {
  if (url.port) return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
