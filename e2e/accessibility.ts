import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    readonly axe: { run(where: Document, options: object): Promise<AxeResults> };
  }
}

/** What of the Web Content Accessibility Guidelines 2.2 a program can judge, and what is good practice besides. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What keeps people from using the page as it stands now: names that are missing, too little contrast, roles and
 * headings out of order. Each is told with its rule and the place. Wait until what is to be judged is on the page.
 */
export async function findAccessibilityFaults(page: Page): Promise<string[]> {
  // Evaluated by the debugger, which the content-security policy of the page does not bind.
  await page.evaluate(await source);
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  const { violations } = await page.evaluate(
    (values) =>
      window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    rules,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`,
    ),
  );
}
