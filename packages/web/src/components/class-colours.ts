import { hashText } from '@patchbay/core/text/hash-text.ts';

/**
 * Twelve colours that hold on photographs and on both backgrounds, chosen so that the two nearest lie as far
 * apart as they can: for most people, and for those who see no red or no green.
 */
export const palette = [
  '#4e3ff9',
  '#ee9e10',
  '#3d9b67',
  '#e543c8',
  '#9634b1',
  '#98c788',
  '#3dbffc',
  '#fc4734',
  '#2f686d',
  '#7783fe',
  '#cc98be',
  '#9a4825',
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
    let slot = hashText(name) % palette.length;
    while (taken.has(slot)) slot = (slot + 1) % palette.length;
    taken.add(slot);
    colours.set(name, palette[slot] ?? unknownColour);
  }
  return (name) => colours.get(name) ?? unknownColour;
}

/** Black or white, whichever can be read on a colour (`#rrggbb`). */
export function inkOn(colour: string): '#000' | '#fff' {
  const value = Number.parseInt(colour.slice(1), 16);
  const [red = 0, green = 0, blue = 0] = [value >> 16, (value >> 8) & 0xff, value & 0xff].map(
    (channel) => ((channel / 255 + 0.055) / 1.055) ** 2.4,
  );
  // Where both have the same contrast by the rule of WCAG.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}
