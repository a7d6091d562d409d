import { createCaller } from '../caller.ts';
import { createEgressGuard } from '../egress-guard.ts';
import { askChaos, judge } from './ask-chaos.ts';

/**
 * Asks an endpoint about many items at once and then about one more, in a process that was started with few
 * files, and says what became of them: `node call-with-few-files.ts <url> <calls>`.
 */
const [, , url = '', calls = '0'] = process.argv;
const caller = createCaller({ egress: createEgressGuard({ allow: ['127.0.0.1', '::1'] }) });
const ask = (key: string) => askChaos('v7', url, { caller, key });
const results = await Promise.all(
  Array.from({ length: Number(calls) }, (_, n) => ask(`item-${n}`)),
);
const words = results.flatMap(({ outcome }) => (outcome.ok ? [] : [outcome.problem.message]));
const next = judge(await ask('item-after'));
process.send?.({ verdicts: results.map(judge), words, next });
await caller.close();
