import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { itemQuery } from './prepare-item.ts';
import { forgetItems } from './use-neighbours.ts';

const keyOf = (number: number) => itemQuery({ itemId: `item ${number}`, filter: {} }).queryKey;

test('of items that were passed the last twelve are kept, and what is on its way is not given up', () => {
  const client = new QueryClient();
  for (let number = 1; number <= 20; number += 1) {
    client.setQueryData([...keyOf(number)], {}, { updatedAt: number });
  }
  void client.fetchQuery({ queryKey: keyOf(21), queryFn: () => new Promise(() => {}) });
  forgetItems(client);
  const kept = client
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => JSON.stringify(queryKey));
  expect(kept).toHaveLength(13);
  for (const number of [9, 20, 21]) expect(kept).toContain(JSON.stringify(keyOf(number)));
});
