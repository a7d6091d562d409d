import type { BrowserContext, Page } from 'playwright-core';
import { foreignHost } from './payloads.ts';

/** What texts on pages did, though texts do nothing. */
export interface Traps {
  /** The numbers of the payloads that ran. */
  readonly ran: Set<number>;
  /** Dialogs, windows and frames that were opened, other hosts that were asked, pages that were left. */
  readonly deeds: string[];
  /** What the content-security policy had to hold back. */
  readonly violations: string[];
}

/** Watches all that the pages of a browser do beside showing the pages of `home`. */
export async function setTraps(context: BrowserContext, page: Page, home: string): Promise<Traps> {
  const traps: Traps = { ran: new Set(), deeds: [], violations: [] };
  await context.exposeFunction('__ran', (number: number) => void traps.ran.add(number));
  await context.exposeFunction('__violated', (what: string) => void traps.violations.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (globalThis as { __violated?: (what: string) => void }).__violated;
      tell?.(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await context.route(new RegExp(`//${foreignHost}/`), (route) => {
    traps.deeds.push(`asked ${route.request().url()}`);
    return route.abort();
  });
  page.on('console', (message) => {
    // Of scripts that were written into the page there is no event.
    if (message.text().startsWith('This document requires')) traps.violations.push(message.text());
  });
  page.on('dialog', (dialog) => {
    traps.deeds.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => traps.deeds.push(`window ${popup.url()}`));
  page.on('frameattached', (frame) => traps.deeds.push(`frame ${frame.url()}`));
  page.on('framenavigated', (frame) => {
    const isAway = frame === page.mainFrame() && !frame.url().startsWith(home);
    if (isAway && frame.url() !== 'about:blank') traps.deeds.push(`left for ${frame.url()}`);
  });
  page.on('pageerror', (error) => traps.deeds.push(`error ${error.message}`));
  return traps;
}
