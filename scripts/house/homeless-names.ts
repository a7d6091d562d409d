import type { SourceFile } from './source-file.ts';

const homeless = /(^|\/)(utils?|helpers?|common|shared|types|misc)(\/|\.tsx?$)/;

/** A thing without a home is a concept without a name: no folder or file is called `utils` or alike. */
export function findHomelessNames(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => homeless.test(file.path))
    .map((file) => `${file.path}: name it after the idea in it, not after its having no place`);
}
