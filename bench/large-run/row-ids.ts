/** The things of a large run that have ids. */
const kinds = { 'data row': 1, item: 2, chunk: 3, prediction: 4 } as const;
type Kind = keyof typeof kinds;

const head = (kind: Kind) => `019a0000-000${kinds[kind]}-7000-8000-`;

/** The id of the thing of this number: ids rise with numbers, as those of the hub do with time. */
export function idOf(kind: Kind, number: number): string {
  return head(kind) + number.toString(16).padStart(12, '0');
}

/** The same in SQL, where `number` is an expression. */
export function sqlIdOf(kind: Kind, number: string): string {
  return `('${head(kind)}' || lpad(to_hex(${number}), 12, '0'))::uuid`;
}
