/** Fewer characters would be found in other texts by chance. */
const leastCharacters = 8;

/**
 * How a secret is spelled where it was not copied as it is: in base64, and, of one that is not plain ASCII, where its
 * UTF-8 was read as Latin-1.
 */
export function listSpellings(secret: string): string[] {
  const misread = Buffer.from(secret, 'utf8').toString('latin1');
  return [...listInBase64(secret), ...(misread === secret ? [] : [misread])];
}

/**
 * The spellings of a secret within a text in base64. Three bytes become four characters, so there is one for each of
 * the three places at which the secret may begin, without the characters in which its neighbours have a part; one more
 * where base64 for URLs spells it differently, and those of its bytes in Latin-1, as headers carry them.
 */
function listInBase64(secret: string): string[] {
  const bytes = [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'latin1')];
  const spellings = bytes.flatMap((encoded) => [0, 1, 2].map((before) => spell(encoded, before)));
  const forUrls = spellings.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [...new Set([...spellings, ...forUrls])].filter(({ length }) => length >= leastCharacters);
}

/** What is spelled by the secret alone where so many bytes stand before it in its group of three. */
function spell(bytes: Buffer, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
  const wholeGroups = Math.floor((before + bytes.length) / 3) * 4;
  const rest = (before + bytes.length) % 3;
  // Of a last group of one byte the first character is its own, of one of two bytes the first two.
  return text.slice([0, 2, 3][before], wholeGroups + rest);
}
