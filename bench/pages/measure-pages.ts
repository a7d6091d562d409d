import type { Page } from 'playwright-core';

/**
 * How long a page takes from an action until what is waited for is painted, in milliseconds, by the clock of the
 * browser. `act` and `isDone` run in the page.
 */
export async function timeToPaint(
  page: Page,
  step: { readonly act: string; readonly isDone: string },
): Promise<number> {
  return await page.evaluate(async ({ act, isDone }) => {
    const find = (selector: string) => document.querySelector<HTMLElement>(selector);
    const [kind = '', target = ''] = act.split(' → ');
    const before = find('h1')?.textContent;
    const started = performance.now();
    if (kind === 'click') find(target)?.click();
    else document.body.dispatchEvent(new KeyboardEvent('keydown', { key: target, bubbles: true }));
    const isPainted = () => {
      if (isDone.startsWith('tiles ')) {
        return document.querySelectorAll('main article').length >= Number(isDone.slice(6));
      }
      const image = document.querySelector<HTMLImageElement>('[role=application] img');
      return (
        find('h1')?.textContent !== before && image?.complete === true && image.naturalWidth > 0
      );
    };
    while (!isPainted()) {
      if (performance.now() - started > 20_000) throw new Error(`${act}: nothing came`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    // What a frame draws is on the screen when the next task begins.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - started;
  }, step);
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

/** What a page holds after collecting: bytes of scripts, nodes of the document, and listeners. */
export async function measureHeap(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const read = (name: string) =>
    metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  const heap = {
    bytes: read('JSHeapUsedSize'),
    nodes: read('Nodes'),
    listeners: read('JSEventListeners'),
  };
  await session.detach();
  return heap;
}
