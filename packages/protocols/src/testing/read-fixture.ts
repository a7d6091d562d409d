import { readFileSync } from 'node:fs';

/** The text of a fixture: a path below the `fixtures` folder beside the calling test. */
export function readFixture(testUrl: string, name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, testUrl), 'utf8');
}
