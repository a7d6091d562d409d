import type { Page } from 'playwright-core';
import { launchBrowser } from '../e2e/browser.ts';
import { ownerVariables, signIn } from '../e2e/sign-in.ts';
import { endOnSignal } from './frame/end-on-signal.ts';
import { short, showVerdict, startReport } from './frame/report.ts';
import { startLargeRun } from './large-run/start-large-run.ts';
import { fillWithBoxes, givePictures, pathOfItem } from './pages/browsed-run.ts';
import { measureHeap } from './pages/measure-heap.ts';
import { longestTask, spread, timeToPaint } from './pages/measure-pages.ts';

/**
 * The pages of a run of a million predictions in a real browser, as who looks at them meets them: from the click
 * until the page of the run is painted, from item to item, with 5,000 boxes on one picture, and what it holds in
 * memory after 500 items. The app has to be built: `npm run build:web`. `PATCHBAY_BENCH_PREDICTIONS` makes the run
 * smaller.
 */
const predictions = Number(process.env.PATCHBAY_BENCH_PREDICTIONS ?? 1_000_000);
const bounds = { runP95Ms: 300, nextP95Ms: 100, longTaskMs: 50, heapGrowth: 1.1 };
const rounds = { run: 40, steps: 100, items: 500, boxes: 5_000 };
/** One that succeeded, behind all items that are walked through: its boxes lie on no other page. */
const crowdedItem = 2 * rounds.items + rounds.steps + 101;

Object.assign(process.env, ownerVariables);
const report = startReport('pages', rounds.run);
const run = await startLargeRun(predictions);
const browser = await launchBrowser(false);
endOnSignal(() => browser.close());
try {
  const origin = new URL(run.url('')).origin;
  await givePictures(run, crowdedItem + 1); // those beside an item are read ahead
  const crowded = await fillWithBoxes(run, crowdedItem, rounds.boxes);
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await signIn(page, { url: origin });

  const opened = await openRun(page, origin);
  tell('click to painted page of a run, p95', opened.cold.p95Ms, bounds.runP95Ms, 'ms', opened);
  const longTaskMs = await slide(page, origin + crowded);
  tell(`longest task, slider over ${rounds.boxes} boxes`, longTaskMs, bounds.longTaskMs, 'ms');
  const { stepped, hurried, heaps } = await walk(page, origin);
  const steps = { atEase: spread(stepped), inHaste: spread(hurried) };
  tell('next item, p95', steps.atEase.p95Ms, bounds.nextP95Ms, 'ms', steps);
  const [before, after, later] = heaps.map(({ bytes }) => bytes);
  const growth = { first: (after ?? 0) / (before ?? 0), further: (later ?? 0) / (after ?? 0) };
  tell(`heap after ${rounds.items} items ÷ before`, growth.first, bounds.heapGrowth, '×', heaps);
  tell(`and after ${rounds.items} more`, growth.further, bounds.heapGrowth, '×');
  report.write({ predictions, bounds, opened, longTaskMs, steps, heaps, growth });
} finally {
  await browser.close();
  await run.stop();
}

/** A figure with its bound, and how much of the bound it takes. */
function tell(name: string, value: number, bound: number, unit: string, more?: object): void {
  const met = { targetsMet: value <= bound, floorsMet: value <= bound };
  report.print(`\n  ${name}: ${short(value)} ${unit}`);
  report.print(`    ${short(value / bound)} of its bound, ${bound} ${unit}: ${showVerdict(met)}`);
  if (more)
    report.print(
      `    ${JSON.stringify(more, (_, it) => (typeof it === 'number' ? Number(it.toPrecision(3)) : it))}`,
    );
}

/**
 * From the list of runs, loaded anew each time, by a click to the page of the run: by one that nothing announces
 * (`cold`), by a pointer that rests on the link first (`pointed`), and until the tiles below are there too.
 */
async function openRun(page: Page, origin: string) {
  const times = { cold: [] as number[], pointed: [] as number[], withTiles: [] as number[] };
  for (let round = -2; round < rounds.run; round += 1) {
    for (const way of ['cold', 'pointed', 'withTiles'] as const) {
      await page.goto(`${origin}/runs`);
      const link = page.getByRole('link', { name: 'A large run' }).first();
      await link.waitFor();
      await page.waitForLoadState('networkidle');
      const point = () => link.hover().then(() => page.waitForTimeout(150));
      if (way === 'pointed') await point();
      const click = () =>
        way === 'pointed'
          ? page.mouse.down().then(() => page.mouse.up())
          : link.evaluate((it) => (it as HTMLElement).click());
      const ms = await timeToPaint(page, click, way === 'withTiles' ? 'tiles' : 'window');
      if (round >= 0) times[way].push(ms); // the first ones warm up
      await page.mouse.move(0, 0);
    }
  }
  return {
    cold: spread(times.cold),
    pointed: spread(times.pointed),
    withTiles: spread(times.withTiles),
  };
}

/** Moves the slider of confidence over its whole length and back, with the keyboard and by dragging. */
async function slide(page: Page, url: string): Promise<number> {
  await page.goto(url);
  const slider = page.getByRole('slider');
  const all = rounds.boxes.toLocaleString('en');
  await page.getByText(`${all} of ${all} shown`).waitFor();
  await page.waitForLoadState('networkidle');
  const box = await slider.boundingBox();
  const [x, y] = [(box?.x ?? 0) + 6, (box?.y ?? 0) + 6];
  const longestMs = await longestTask(page, async () => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const to of [280, 20, 200]) await page.mouse.move(x + to, y, { steps: 60 });
    await page.mouse.up();
    for (let step = 0; step < 40; step += 1) await page.keyboard.press('ArrowLeft');
  });
  if (await page.getByText(`${all} of ${all} shown`).isVisible())
    throw new Error('The slider hid nothing.');
  return longestMs;
}

/** Goes from item to item: first at the pace of a person, then through 500 of them, and 500 more. */
async function walk(page: Page, origin: string) {
  const next = () => timeToPaint(page, () => page.keyboard.press('ArrowRight'));
  await page.goto(origin + pathOfItem(run, 2));
  await page.getByRole('application').waitFor();
  await page.waitForLoadState('networkidle');
  const stepped: number[] = [];
  for (let step = -20; step < rounds.steps; step += 1) {
    const ms = await next();
    if (step >= 0) stepped.push(ms);
    await page.waitForTimeout(150);
  }
  const heaps = [await measureHeap(page)];
  const hurried: number[] = [];
  for (let item = 1; item <= 2 * rounds.items; item += 1) {
    hurried.push(await next());
    if (item % rounds.items > 0) continue;
    await page.waitForLoadState('networkidle');
    heaps.push(await measureHeap(page));
  }
  return { stepped, hurried, heaps };
}
