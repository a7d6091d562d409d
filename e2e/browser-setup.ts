import { provideChromium } from './browser.ts';

/** Before the first story: two that begin at once must not install a browser at once. */
export async function setup(): Promise<void> {
  await provideChromium();
}
