import { expect, test } from 'vitest';
import { actorOf, describeActor } from './actors.ts';

const id = '019ac000-0000-7000-8000-000000000002';

test.each([
  ['a person', { kind: 'user', id, name: 'Mira' }, { name: 'Mira', what: null }],
  ['a key', { kind: 'key', id, name: 'nightly' }, { name: 'nightly', what: 'API key' }],
  [
    'somebody who was refused',
    { kind: 'hub', id: null, name: '' },
    { name: 'Somebody', what: 'not signed in' },
  ],
] as const)('%s is told by name and by what they are', (_who, actor, words) => {
  expect(describeActor(actor)).toEqual(words);
});

test('the hub is asked by id where there is one', () => {
  expect(actorOf({ kind: 'user', id, name: 'Mira' })).toBe(`user:${id}`);
  expect(actorOf({ kind: 'operator', id: null, name: 'operator' })).toBe('operator');
});
