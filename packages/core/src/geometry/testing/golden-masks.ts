/** Small masks, drawn in rows, with what pycocotools 2.0.11 says of them. */
export const goldenMasks = [
  { rows: ['.......'], counts: '7', area: 0, box: [0, 0, 0, 0] },
  { rows: ['#######'], counts: '07', area: 7, box: [0, 0, 7, 1] },
  { rows: ['..##.#.'], counts: '221O0', area: 3, box: [2, 0, 4, 1] },
  { rows: ['#', '#', '#', '#', '#', '.', '.'], counts: '052', area: 5, box: [0, 0, 1, 5] },
  { rows: ['....#', '#.##.', '#...#'], counts: '124ON0O000', area: 6, box: [0, 0, 5, 3] },
  { rows: ['.....', '.##..', '.....'], counts: '41205', area: 2, box: [1, 1, 2, 1] },
  { rows: ['#.#.#', '#.#.#', '#.#.#'], counts: '033000', area: 9, box: [0, 0, 5, 3] },
] as const;
