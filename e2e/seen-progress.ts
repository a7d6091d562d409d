import type { Page } from 'playwright-core';

/** What the page of a run showed of its progress at one moment. */
export interface SeenProgress {
  readonly done: number;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly remaining: number;
  readonly inFlight: number;
  readonly waiting: number;
  /** Where the bar stood, in whole percent. */
  readonly share: number;
}

declare global {
  interface Window {
    seenProgress: SeenProgress[];
  }
}

/** Opens the page of a run and writes down every change of its progress, from the first on. */
export async function recordProgress(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('region', { name: 'Progress' }).waitFor();
  await page.evaluate(() => {
    const region = document.querySelector('section[aria-label="Progress"]');
    if (!region) throw new Error('The page shows no progress.');
    function read(words: string, name: string): number {
      const found = new RegExp(`([\\d,]+) ?${name}`).exec(words)?.[1] ?? '0';
      return Number(found.replaceAll(',', ''));
    }
    function record(shown: Element): void {
      const words = (shown.textContent ?? '').replaceAll(/\s+/g, ' ');
      const bar = shown.querySelector('[role=progressbar]');
      window.seenProgress.push({
        done: read(words, 'of [\\d,]+ items done'),
        total: read(words, 'items done'),
        succeeded: read(words, 'succeeded'),
        failed: read(words, 'failed'),
        remaining: read(words, 'remaining'),
        inFlight: read(words, 'in flight'),
        waiting: read(words, 'waiting'),
        share: Number(bar?.getAttribute('aria-valuenow')),
      });
    }
    window.seenProgress = [];
    record(region);
    const everything = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(() => record(region)).observe(region, everything);
  });
}
