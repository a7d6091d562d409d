/** How files are called that are data rows by themselves. What an image or a video is, its content decides. */
export const rowFileEndings = {
  image: ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.bmp', '.tif', '.tiff'],
  text: ['.txt', '.md'],
  html: ['.html', '.htm'],
  conversation: ['.json'],
  video: ['.mp4', '.mov', '.webm'],
} as const;

/** Files that were packed together; they are unpacked by the hub. */
export const archiveEndings = ['.zip'] as const;

/**
 * Whether a file is what an operating system or a program keeps beside the files of people: anything hidden,
 * the forks that macOS adds to archives, and the caches of Windows. `path` has forward slashes.
 */
export function isSystemFile(path: string): boolean {
  const parts = path.split('/');
  const name = parts.at(-1)?.toLowerCase() ?? '';
  if (['thumbs.db', 'desktop.ini'].includes(name)) return true;
  return parts.some((part) => part === '__MACOSX' || (part.startsWith('.') && !/^\.+$/.test(part)));
}

/** A name as file systems see it that do not tell upper case from lower case, such as those of Windows and macOS. */
export function foldFileName(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}
