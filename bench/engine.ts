import { startEndpoint } from './endpoint/start-endpoint.ts';
import { openBareLoop } from './engine/bare-calls.ts';
import { openEngine } from './engine/engine-calls.ts';
import { runBenchmark } from './frame/run-benchmark.ts';

/**
 * What the engine costs beside the calls themselves, without saving: calls of items, from the gates of
 * the model to the decoded answer, against a loop that does nothing but the requests. Nothing waits here
 * but for a processor: with a model that takes its time, the same cost hides in the waiting.
 */

const concurrency = 64;
const calls = 20_000;
const warmUp = 20_000;

const endpoint = await startEndpoint();
const bare = openBareLoop(endpoint, concurrency);
const engines = (['original-url', 'hub-url'] as const).map((delivery) => ({
  delivery,
  engine: openEngine({ endpoint, concurrency, delivery }),
}));
const comparisons = engines.map(({ delivery, engine }) => ({
  name: `${concurrency} calls at once, images by ${delivery}`,
  amount: calls,
  unit: 'items',
  subject: () => engine.send(calls),
  reference: () => bare.send(calls),
  against: 'a bare loop of undici `request` that reads the body',
  targets: { ratio: 0.85 },
  floors: { ratio: 0.7 },
}));

// A run of a million items is warm before a hundredth of it is done: what is measured is what it costs then.
await bare.send(warmUp);
for (const { engine } of engines) await engine.send(warmUp);

await runBenchmark('engine', comparisons);
await Promise.all([bare.close(), ...engines.map(({ engine }) => engine.close())]);
endpoint.close();
