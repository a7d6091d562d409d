/** Writes tokens of one-time links as addresses of this hub. */
export interface LinkAddresses {
  /** Told where the hub listens, for links where it has no public address. */
  listenAt(url: string): void;
  /** The token stands behind a `#`: browsers do not send that, so no log of a server or proxy has it. */
  addressOf(token: string): string;
}

export function createLinkAddresses(publicUrl: string | null): LinkAddresses {
  let base = publicUrl ?? 'http://127.0.0.1';
  return {
    listenAt(url) {
      base = publicUrl ?? url;
    },
    addressOf: (token) => `${base.replace(/\/+$/, '')}/link#${token}`,
  };
}
