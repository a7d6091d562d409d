import type { Page } from 'playwright-core';

/** How many pixels of a picture are drawn over: by what was found in it, or by what is pointed at alone. */
export async function countDrawn(page: Page, { isPointedAt = false } = {}): Promise<number> {
  const canvas = page.locator(`canvas[data-strong=${isPointedAt}]`);
  return await canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element;
    // Browsers complain of a canvas of their own that is read more than once.
    const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    copy?.drawImage(element, 0, 0);
    const pixels = copy?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
    return pixels.filter((value, at) => at % 4 === 3 && value > 0).length;
  });
}
