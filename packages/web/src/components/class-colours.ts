/** Twelve colours that can be told apart on photographs and on both backgrounds. */
export const palette = [
  '#4c6ef5',
  '#f76707',
  '#12b886',
  '#e64980',
  '#ae3ec9',
  '#fab005',
  '#15aabf',
  '#f03e3e',
  '#82c91e',
  '#7950f2',
  '#0ca678',
  '#d9480f',
] as const;

/** The colour of a class that no assignment knows. */
export const unknownColour = '#868e96';

/** Names with a colour each; any name may be asked for. */
export type ClassColours = (name: string) => string;

/**
 * Gives each class a colour: the one its name hashes to, or the next that is free. The known classes,
 * those of the model, choose before those that were only found: so a class has the same colour on
 * every page about its model, and no two of up to twelve classes share one.
 */
export function assignClassColours(
  known: Iterable<string>,
  found: Iterable<string> = [],
): ClassColours {
  const colours = new Map<string, string>();
  const taken = new Set<number>();
  for (const name of new Set([...[...known].sort(), ...[...found].sort()])) {
    if (taken.size === palette.length) taken.clear();
    let slot = hashName(name) % palette.length;
    while (taken.has(slot)) slot = (slot + 1) % palette.length;
    taken.add(slot);
    colours.set(name, palette[slot] ?? unknownColour);
  }
  return (name) => colours.get(name) ?? unknownColour;
}

/** FNV-1a over the UTF-16 code units. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
