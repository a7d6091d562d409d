/**
 * What every platform that runs this code has, browsers included. Nothing else is declared here:
 * the pure packages are checked without the types of Node and of the DOM, so that `fetch`,
 * `process`, `Buffer` or `window` in them is a compile error.
 */
declare class URL {
  constructor(url: string, base?: string);
  hash: string;
  readonly hostname: string;
  readonly href: string;
  readonly origin: string;
  readonly password: string;
  pathname: string;
  readonly port: string;
  readonly protocol: string;
  search: string;
  readonly username: string;
  toString(): string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
