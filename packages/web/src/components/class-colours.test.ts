import { expect, test } from 'vitest';
import { assignClassColours, inkOn, palette, unknownColour } from './class-colours.ts';

const twelve = Array.from({ length: 12 }, (_, index) => `class ${index}`);

test('twelve classes have twelve colours', () => {
  const colours = assignClassColours(twelve);
  expect(new Set(twelve.map(colours)).size).toBe(12);
});

test('the order in which classes are met does not change their colours', () => {
  const forwards = assignClassColours(twelve);
  const backwards = assignClassColours([...twelve].reverse());
  expect(twelve.map(forwards)).toEqual(twelve.map(backwards));
});

test('what is found beside the known classes does not change their colours', () => {
  const known = assignClassColours(twelve.slice(4));
  const beside = assignClassColours(twelve.slice(4), twelve);
  expect(twelve.slice(4).map(beside)).toEqual(twelve.slice(4).map(known));
  expect(new Set(twelve.map(beside)).size).toBe(12);
});

test('more classes than colours still have one each', () => {
  const many = Array.from({ length: 40 }, (_, index) => `class ${index}`);
  const colours = assignClassColours(many);
  expect(many.every((name) => palette.some((colour) => colour === colours(name)))).toBe(true);
});

test('a class that was not assigned is grey', () => {
  expect(assignClassColours(['cat'])('dog')).toBe(unknownColour);
});

/** What is left of a colour for who sees no green, and no red, in linear light. Source: Machado et al., 2009. */
const sights = [
  [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  [
    [0.367, 0.861, -0.228],
    [0.28, 0.673, 0.047],
    [-0.012, 0.043, 0.969],
  ],
  [
    [0.152, 1.053, -0.205],
    [0.115, 0.786, 0.099],
    [-0.004, -0.048, 1.052],
  ],
];

function toLinear(colour: string): number[] {
  return [1, 3, 5].map(
    (at) => ((Number.parseInt(colour.slice(at, at + 2), 16) / 255 + 0.055) / 1.055) ** 2.4,
  );
}

/** How far two colours lie apart in OKLab, where 0.02 is about what can just be told apart side by side. */
function distance(one: number[], other: number[]): number {
  const [a, b] = [toOklab(one), toOklab(other)];
  return Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));
}

function toOklab([red = 0, green = 0, blue = 0]: number[]): number[] {
  const l = Math.cbrt(0.4122 * red + 0.5363 * green + 0.0514 * blue);
  const m = Math.cbrt(0.2119 * red + 0.6807 * green + 0.1074 * blue);
  const s = Math.cbrt(0.0883 * red + 0.2817 * green + 0.63 * blue);
  return [
    0.2105 * l + 0.7936 * m - 0.0041 * s,
    1.978 * l - 2.4286 * m + 0.4506 * s,
    0.0259 * l + 0.7828 * m - 0.8087 * s,
  ];
}

test.each(
  sights.map((sight, index) => ({
    who: ['everybody', 'who sees no green', 'who sees no red'][index],
    sight,
  })),
)('any two colours lie far apart for $who', ({ sight }) => {
  const seen = palette.map((colour) =>
    sight.map((row) =>
      Math.max(
        0,
        toLinear(colour).reduce((sum, value, index) => sum + value * (row[index] ?? 0), 0),
      ),
    ),
  );
  const apart = seen.flatMap((one, at) => seen.slice(at + 1).map((other) => distance(one, other)));
  expect(Math.min(...apart)).toBeGreaterThan(0.09);
});

test('words on every colour have a contrast of 4.5 to 1', () => {
  for (const colour of [...palette, unknownColour]) {
    const [red = 0, green = 0, blue = 0] = toLinear(colour);
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const contrast = inkOn(colour) === '#fff' ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05;
    expect(contrast, colour).toBeGreaterThan(4.5);
  }
});
