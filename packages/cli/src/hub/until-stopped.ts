/** Waits for Ctrl-C or for a SIGTERM. A second signal ends the process at once, as usual. */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  });
}
