import { expect, test } from 'vitest';
import type { PendingItem } from '../item-store.ts';
import { createIsolation } from './isolation.ts';
import { type SendParts, sendItems } from './send-items.ts';

const toItem = (id: string): PendingItem => ({ id, dataRowId: id, attempts: 0 });

/** What sends items one at a time, and what it did in which order. */
function open(send: SendParts['send'], stop = new AbortController().signal) {
  const events: string[] = [];
  const parts: SendParts = {
    organisationId: 'organisation',
    datasets: { getDataRows: async () => [] },
    concurrency: 1,
    stop,
    begin: async ({ id }) => void events.push(`begin ${id}`),
    async send(item, row, answered) {
      events.push(`send ${item.id}`);
      await send(item, row, answered);
      events.push(`saved ${item.id}`);
    },
  };
  return { parts, events };
}

test('an item gives its place back when it has its answer, and is under way until it is saved', async () => {
  const saving = Promise.withResolvers<void>();
  const { parts, events } = open(async (_item, _row, answered) => {
    answered();
    await saving.promise;
  });
  const sending = sendItems(parts, [toItem('a'), toItem('b')]);
  await expect.poll(() => events).toEqual(['begin a', 'send a', 'begin b', 'send b']);
  saving.resolve();
  await sending;
  expect(events.slice(4)).toEqual(['saved a', 'saved b']);
});

test('whoever wants to be alone waits until what was answered is saved', async () => {
  const isolation = createIsolation();
  const saving = Promise.withResolvers<void>();
  const { parts, events } = open((_item, _row, answered) =>
    isolation.beside(async () => {
      answered();
      await saving.promise;
    }),
  );
  const sending = sendItems(parts, [toItem('a')]);
  await expect.poll(() => events).toContain('send a');
  const alone = isolation.alone(async () => void events.push('alone'));
  await new Promise(setImmediate);
  expect(events).not.toContain('alone');
  saving.resolve();
  await Promise.all([sending, alone]);
  expect(events).toContain('alone');
});

test('items are begun when their turn comes, and none once the work is stopped', async () => {
  const stop = new AbortController();
  const { parts, events } = open(async () => stop.abort(), stop.signal);
  await sendItems(parts, [toItem('a'), toItem('b'), toItem('c')]);
  expect(events.filter((event) => event.startsWith('send'))).toEqual(['send a']);
  expect(events).not.toContain('begin c');
});

test('what cannot be sent or saved ends the rest, and is told', async () => {
  const { parts, events } = open(() => Promise.reject(new Error('The disk is full.')));
  await expect(sendItems(parts, [toItem('a'), toItem('b'), toItem('c')])).rejects.toThrow(
    'The disk is full.',
  );
  expect(events).not.toContain('send c');
});
