import { answerFaults } from './answer-faults.ts';
import { chatFaults } from './chat-faults.ts';
import { connectionFaults } from './connection-faults.ts';
import type { Fault } from './fault.ts';
import { jsonFaults } from './json-faults.ts';
import { sizeFaults } from './size-faults.ts';
import { slowFaults } from './slow-faults.ts';
import { statusFaults } from './status-faults.ts';

/** Everything that the endpoint can do wrong. */
export const faults: readonly Fault[] = [
  ...slowFaults,
  ...connectionFaults,
  ...sizeFaults,
  ...statusFaults,
  ...jsonFaults,
  ...answerFaults,
  ...chatFaults,
];

/** Rows of the groups N and J that no endpoint can bring about, and what does. */
export const rowsWithoutFault: { readonly [row: string]: string } = {
  N29: 'The process that calls runs out of files or ports, whatever the endpoint does.',
  J20: 'A pattern in the JSON Schema of a user.',
  J21: 'The JSON Schema of a user.',
  J22: 'The JSON Schema of a user, and parameters.',
};

const byPath = new Map(faults.map((fault) => [`${fault.row}/${fault.name}`, fault]));

/**
 * The fault of a row and a case, `N14/endless`, or the first of a row, `N14`; what stands behind is left.
 * @throws Error where there is none: a wrong address must not look like a right answer.
 */
export function findFault(path: string): Fault {
  const [row = '', name = ''] = path.split('/');
  const fault = byPath.get(`${row}/${name}`) ?? faults.find((each) => each.row === row);
  if (!fault) throw new Error(`The chaos endpoint has no fault "${path}".`);
  return fault;
}
