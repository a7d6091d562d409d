/** How many samples stand for a group of failures. */
const mostSamples = 5;

/** So many of them say the same; more would say nothing more. */
const mostAlike = 2;

/** Words that say the same of different items differ in numbers, and in what is quoted. */
function shapeOf(message: string): string {
  return message.replace(/"[^"]*"|\d+/g, '…');
}

/** A few of the failures, as different in their words as there are, in their order. */
export function chooseSamples<Failure extends { readonly message: string }>(
  failures: readonly Failure[],
): Failure[] {
  const byShape = Map.groupBy(failures, ({ message }) => shapeOf(message));
  const lists = [...byShape.values()];
  const chosen = new Set<Failure>();
  for (let round = 0; round < mostAlike; round += 1) {
    const next = lists.flatMap((list) => list.slice(round, round + 1));
    for (const failure of next.slice(0, mostSamples - chosen.size)) chosen.add(failure);
  }
  return failures.filter((failure) => chosen.has(failure));
}
