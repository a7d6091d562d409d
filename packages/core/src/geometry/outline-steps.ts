import type { RunEdges } from './run-edges.ts';

/** Outlines of more steps than this are refused before anything is allocated for them. */
const longestOutline = 20_000_000;

/**
 * The parts of an outline that run along the rows, each as long as a pixel, in order of their columns and
 * within a column from above to below: the first of a column has the mask below it, the second above it,
 * and so on in turn. What runs along the columns is said by the links between their ends.
 */
export interface OutlineSteps {
  /** The column of pixels that a step passes. */
  readonly columns: Int32Array;
  /** The line between two rows of pixels on which it does. */
  readonly rows: Int32Array;
}

/**
 * Splits the edges of a mask into steps.
 * @throws RangeError where there are too many.
 */
export function splitIntoSteps(edges: RunEdges, height: number): OutlineSteps {
  const columnsOf = (index: number): [first: number, end: number] => [
    Math.floor((edges[index] ?? 0) / height),
    Math.ceil((edges[index + 1] ?? 0) / height),
  ];
  let count = 0;
  for (let index = 0; index < edges.length; index += 2) {
    const [first, end] = columnsOf(index);
    count += 2 * (end - first);
  }
  if (count > longestOutline) throw new RangeError(`An outline of ${count} steps is too long`);
  const steps = { columns: new Int32Array(count), rows: new Int32Array(count) };
  let length = 0;
  for (let index = 0; index < edges.length; index += 2) {
    const [first, end] = columnsOf(index);
    for (let column = first; column < end; column += 1) {
      steps.columns.fill(column, length, length + 2);
      steps.rows[length++] = Math.max(0, (edges[index] ?? 0) - column * height);
      steps.rows[length++] = Math.min(height, (edges[index + 1] ?? 0) - column * height);
    }
  }
  return steps;
}

/** Steps from one to the one before another. */
interface Range {
  readonly first: number;
  readonly end: number;
}

/** An end of a step as a number: its left end is even, its right end odd. */
export const leftEnd = (step: number) => step * 2;
export const rightEnd = (step: number) => step * 2 + 1;

/** Joins every end of a step to the end at which the outline goes on. */
export function linkSteps(steps: OutlineSteps): Int32Array {
  const { columns } = steps;
  const links = new Int32Array(columns.length * 2);
  let before: Range = { first: 0, end: 0 };
  while (before.end < columns.length) {
    const first = before.end;
    const column = columns[first] ?? 0;
    let end = first;
    while (columns[end] === column) end += 1;
    const isNeighbour = columns[before.first] === column - 1 && first > 0;
    const nothing = { first, end: first };
    if (!isNeighbour) linkLine(steps, before, nothing, links);
    linkLine(steps, isNeighbour ? before : nothing, { first, end }, links);
    before = { first, end };
  }
  linkLine(steps, before, { first: before.end, end: before.end }, links);
  return links;
}

/**
 * Links what meets on the line between two columns, from above to below. A step goes straight on where
 * there is one on the same row with the mask on the same side of it. All others are joined in twos:
 * between them one column has the mask and the other has not, so that the outline runs along the line.
 */
function linkLine({ rows }: OutlineSteps, before: Range, after: Range, links: Int32Array): void {
  let [ending, beginning, open] = [before.first, after.first, -1];
  while (ending < before.end || beginning < after.end) {
    const rowEnding = ending < before.end ? (rows[ending] ?? 0) : Infinity;
    const rowBeginning = beginning < after.end ? (rows[beginning] ?? 0) : Infinity;
    const hasMaskAbove = (ending - before.first) % 2 === 1;
    const isOppositeSide = hasMaskAbove !== ((beginning - after.first) % 2 === 1);
    if (rowEnding === rowBeginning && !isOppositeSide) {
      link(rightEnd(ending++), leftEnd(beginning++), links);
      continue;
    }
    // Where two parts touch at a corner, the upper one is closed before the lower one is begun.
    const isEndingNext = rowEnding === rowBeginning ? hasMaskAbove : rowEnding < rowBeginning;
    const end = isEndingNext ? rightEnd(ending++) : leftEnd(beginning++);
    if (open >= 0) link(open, end, links);
    open = open >= 0 ? -1 : end;
  }
}

function link(one: number, other: number, links: Int32Array): void {
  links[one] = other;
  links[other] = one;
}
