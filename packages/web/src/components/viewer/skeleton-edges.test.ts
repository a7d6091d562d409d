import { expect, test } from 'vitest';
import { listSkeletonEdges } from './skeleton-edges.ts';

const joint = (name: string | undefined, x: number) => ({
  x,
  y: 0,
  occluded: false,
  ...(name && { name }),
});

test('joints of a body are joined, however their names are spelled', () => {
  const nodes = [
    joint('Left Hip', 1),
    joint('leftKnee', 2),
    joint('left-ankle', 3),
    joint('tail', 4),
  ];
  expect(listSkeletonEdges(nodes).map(([from, to]) => [from.x, to.x])).toEqual([
    [1, 2],
    [2, 3],
  ]);
});

test('joints without names, or with names of something else, are not joined', () => {
  expect(listSkeletonEdges([joint(undefined, 1), joint(undefined, 2), joint('wheel', 3)])).toEqual(
    [],
  );
});
