import { startChaosEndpoint } from './chaos-endpoint.ts';

/** The chaos endpoint in a process of its own, for trying runs by hand: `node run-chaos-endpoint.ts [port]`. */
const chaos = await startChaosEndpoint({ port: Number(process.argv[2] ?? 0) });
process.stdout.write(
  `${chaos.urlOf('mixed', { faults: 0.05, seed: 1 })} goes wrong in 5 of 100 calls; all calls: ${chaos.url}/ledger\n`,
);
// It has a process of its own below it, which is stopped and would outlive it.
process.once('SIGTERM', () => void chaos.close().then(() => process.exit()));
