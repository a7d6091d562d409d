import type { SourceFile } from './source-file.ts';

/** Names of vendors and their products. The ids `foundry`, `v7`, `openai-chat` may stand anywhere. */
const vendorWord = /[Ll]abelbox|[Dd]atasaur|Darwin|Foundry|\bV7\b|OpenAI/g;

/** The folder of a protocol is the one with a `protocol.ts`. */
const protocolFile = /^packages\/protocols\/src\/[^/]+\/(?=protocol\.ts$)/;

/** Vendor words live in the folder of their protocol, in their format and in `compat/` only. */
export function findVendorWords(files: readonly SourceFile[]): string[] {
  const protocols = files.flatMap(({ path }) => protocolFile.exec(path)?.[0] ?? []);
  const isHome = (path: string): boolean =>
    /^scripts\/|\/(compat|formats)\//.test(path) ||
    protocols.some((folder) => path.startsWith(folder));
  return files.filter((file) => !isHome(file.path)).flatMap(findInFile);
}

function findInFile(file: SourceFile): string[] {
  return file.text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(vendorWord)].map(
        ([word]) => `${file.path}:${index + 1}: say it without the vendor's word "${word}"`,
      ),
    );
}
