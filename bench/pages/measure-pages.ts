import type { Page } from 'playwright-core';

/** What is waited for: a page whose window is painted whole, or the tiles of a run below it too. */
export type Sight = 'window' | 'tiles';

interface Watching {
  painted: Promise<number>;
}

/**
 * How long a page takes from a click or a key until another page is painted, in milliseconds, by the clock of the
 * browser: from when the browser was given the event, until the task after the frame in which the heading is
 * another, nothing in the window waits for data, and all pictures in it are there.
 */
export async function timeToPaint(
  page: Page,
  act: () => Promise<unknown>,
  sight: Sight = 'window',
): Promise<number> {
  await page.evaluate((wanted) => {
    const heading = () => document.querySelector('h1')?.textContent;
    const before = heading();
    const isInWindow = (element: Element) => {
      const { top, bottom, width } = element.getBoundingClientRect();
      return width > 0 && bottom > 0 && top < window.innerHeight;
    };
    const inWindow = (selector: string) =>
      [...document.querySelectorAll(selector)].filter(isInWindow);
    const isPicture = (image: Element) =>
      image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0;
    const isPainted = () =>
      heading() !== undefined &&
      heading() !== before &&
      heading() !== 'Loading …' &&
      inWindow('[role=status][aria-label=Loading], [data-state=coming]').length === 0 &&
      inWindow('main img').every(isPicture) &&
      (wanted === 'window' || document.querySelectorAll('[data-tile] article').length >= 12);
    const event = new Promise<number>((resolve) => {
      const ended = new AbortController();
      const begin = ({ timeStamp }: Event) => {
        resolve(timeStamp);
        ended.abort(); // listeners that stayed would be counted as memory of the page
      };
      for (const name of ['click', 'keydown'])
        window.addEventListener(name, begin, { capture: true, signal: ended.signal });
    });
    const watch = async () => {
      const started = await event;
      while (!isPainted()) {
        if (performance.now() - started > 20_000) throw new Error('Nothing came within 20 s.');
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      // What a frame draws is on the screen when the next task begins.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - started;
    };
    Object.assign(window, { painted: watch() });
  }, sight);
  await act();
  return await page.evaluate(() => (window as unknown as Watching).painted);
}

/** What a list of times is held against. */
export function spread(times: readonly number[]) {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
  return { medianMs: at(0.5), p95Ms: at(0.95), longestMs: at(1) };
}

/** The longest task of the page while something is done with it; 0 where none took 50 ms. In milliseconds. */
export async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen = { longestMs: 0 };
    Object.assign(window, { longTasks: seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        seen.longestMs = Math.max(seen.longestMs, duration);
    }).observe({ entryTypes: ['longtask'] });
  });
  await act();
  await page.waitForTimeout(300);
  return await page.evaluate(
    () => (window as unknown as { longTasks: { longestMs: number } }).longTasks.longestMs,
  );
}
