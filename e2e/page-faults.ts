import type { Page } from 'playwright-core';

/** Answers that are not a success are told to the person; whatever else a page complains of is a fault. */
export function collectComplaints(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  return complaints;
}

/** How many pixels of a page lie beside the window. */
export async function measureOverflow(page: Page): Promise<number> {
  return await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Waits until a page shows what it is about: nothing on it is still being read. */
export async function waitUntilRead(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main');
    return main?.textContent && !document.querySelector('[role=status][aria-label=Loading]');
  });
}
