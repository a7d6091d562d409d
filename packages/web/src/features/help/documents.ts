/**
 * The documents of the project as files of the app: read where they are opened, and always those of this version.
 * What is written for who builds Patchbay stays out.
 */
const documents = import.meta.glob<string>(
  [
    '../../../../../docs/*.md',
    '../../../../../docs/{how-to,protocols}/*.md',
    '../../../../../SECURITY.md',
  ],
  { query: '?raw', import: 'default' },
);

const images = import.meta.glob<string>('../../../../../docs/images/*.webp', {
  query: '?url',
  import: 'default',
  eager: true,
});

const root = '../../../../../';

/** Whether there is a document at a path of the project, such as `docs/how-to/rotate-keys.md`. */
export function isDocument(path: string): boolean {
  return `${root}${path}` in documents;
}

/** Reads a document; null where there is none. */
export async function readDocument(path: string): Promise<string | null> {
  return (await documents[`${root}${path}`]?.()) ?? null;
}

/** The address of an image that a document shows, by its path in the project; undefined where there is none. */
export function findImage(path: string): string | undefined {
  return images[`${root}${path}`];
}
