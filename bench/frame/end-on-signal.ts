const endings: (() => Promise<unknown>)[] = [];

/**
 * Has something put in order before this process ends because it is told to: Ctrl-C, SIGTERM or SIGHUP. What was
 * named last is ended first.
 */
export function endOnSignal(end: () => Promise<unknown>): void {
  if (endings.length === 0) {
    let isEnding = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        // A signal may come twice: from the terminal, and passed on by `all.ts`.
        if (isEnding) return;
        isEnding = true;
        void endAll();
      });
    }
  }
  endings.push(end);
}

async function endAll(): Promise<void> {
  for (const end of endings.toReversed()) {
    await end().catch((error: unknown) => console.error(error));
  }
  process.exit(130);
}
