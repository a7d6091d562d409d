/** The address that logs a browser in with a key, for the person who started the hub. */
export function openLink(hubUrl: string, apiKey: string): string {
  return `${hubUrl}/open?key=${encodeURIComponent(apiKey)}`;
}
