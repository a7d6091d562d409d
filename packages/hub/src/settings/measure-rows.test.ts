import { expect, test } from 'vitest';
import { createRowMeasure } from './measure-rows.ts';

test('a dataset is measured again only when its counters have changed', async () => {
  const measured: string[][] = [];
  const datasets = new Map([
    ['one', 2],
    ['other', 5],
  ]);
  const measure = createRowMeasure({
    listDatasets: async () => [...datasets].map(([id, count]) => ({ id, state: `${count}` })),
    async measureDataRows(_organisationId, ids) {
      measured.push([...ids]);
      return ids.map((datasetId) => {
        const count = datasets.get(datasetId) ?? 0;
        return { datasetId, type: 'text' as const, count, bytes: count * 10 };
      });
    },
  });
  expect(await measure('ours')).toEqual([{ type: 'text', count: 7, bytes: 70 }]);
  datasets.set('other', 6);
  expect(await measure('ours')).toEqual([{ type: 'text', count: 8, bytes: 80 }]);
  datasets.delete('one');
  expect(await measure('ours')).toEqual([{ type: 'text', count: 6, bytes: 60 }]);
  expect(measured).toEqual([['one', 'other'], ['other'], []]);
});
