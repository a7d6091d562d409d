import fc from 'fast-check';

/** A text, and the same in pieces as a network may bring it: cut anywhere, some of them empty. */
export function splitAnywhere(whole: string): fc.Arbitrary<{ whole: string; pieces: string[] }> {
  return fc.array(fc.nat(whole.length), { maxLength: 12 }).map((cuts) => {
    const places = [0, ...cuts.toSorted((one, other) => one - other), whole.length];
    const pieces = places.slice(1).map((end, index) => whole.slice(places[index], end));
    return { whole, pieces };
  });
}
