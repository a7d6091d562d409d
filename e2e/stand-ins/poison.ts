/**
 * Loaded before a worker (`node --import`): a reader of JSON that dies of two answers, as a native
 * decoder with a mistake in it would: of one at once, of the other by taking all memory.
 */
const parse = JSON.parse;
JSON.parse = (text, reviver) => {
  if (String(text).includes('poison that aborts')) process.abort();
  if (String(text).includes('poison that eats')) eatMemory();
  return parse(text, reviver);
};

function eatMemory(): never {
  const eaten: string[][] = [];
  for (;;) eaten.push(Array.from({ length: 10_000 }, (_, index) => `${eaten.length} ${index}`));
}
