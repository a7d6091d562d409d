import { expect, test } from 'vitest';
import { assignClassColours, palette, unknownColour } from './class-colours.ts';

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
