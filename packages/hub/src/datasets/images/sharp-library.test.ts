import { expect, test } from 'vitest';
import { loadSharp } from './sharp-library.ts';

test('the image library is set up once, however many images ask for it', async () => {
  const [one, other] = [loadSharp(), loadSharp()];
  expect(other).toBe(one);
  const image = { create: { width: 4, height: 4, channels: 3, background: 'red' } } as const;
  const png = await (await one)(image).png().toBuffer();
  const read = Array.from({ length: 200 }, async () => (await loadSharp())(png).metadata());
  expect((await Promise.all(read)).every(({ format }) => format === 'png')).toBe(true);
});
