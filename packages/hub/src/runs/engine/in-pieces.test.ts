import { expect, test } from 'vitest';
import { inPieces, pieceLength } from './in-pieces.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test('a short list is worked on at once', async () => {
  const pieces: number[] = [];
  const working = inPieces(numbers(pieceLength), (piece) => pieces.push(piece.length));
  expect(pieces).toEqual([pieceLength]);
  await working;
});

test('a long list is worked on in order, and what else waits comes between two pieces', async () => {
  const seen: string[] = [];
  const firsts = await inPieces(numbers(3 * pieceLength + 1), (piece) => {
    seen.push('piece');
    setImmediate(() => seen.push('other'));
    return piece[0];
  });
  expect(firsts).toEqual([0, pieceLength, 2 * pieceLength, 3 * pieceLength]);
  expect(seen).toEqual(['piece', 'other', 'piece', 'other', 'piece', 'other', 'piece']);
});

test('of many long lists one piece is worked on, then what else waits, then the next', async () => {
  const between: number[] = [];
  let pieces = 0;
  let isOver = false;
  const look = (): void => {
    between.push(pieces);
    pieces = 0;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  await Promise.all(
    numbers(8).map(() =>
      inPieces(numbers(2 * pieceLength), () => {
        pieces += 1;
      }),
    ),
  );
  isOver = true;
  expect(Math.max(...between)).toBe(1);
});
