import { expect, test } from 'vitest';
import { createToldSaves } from './told-saves.ts';

test('of the saves of each run one in a tenth of a second is told', () => {
  let now = 0;
  const isToTell = createToldSaves(() => now);
  const told: string[] = [];
  for (; now <= 250; now += 10) {
    if (isToTell('one')) told.push(`one ${now}`);
    if (now === 50 || now === 140) told.push(`two ${now} ${isToTell('two')}`);
  }
  expect(told).toEqual(['one 0', 'two 50 true', 'one 100', 'two 140 false', 'one 200']);
});
