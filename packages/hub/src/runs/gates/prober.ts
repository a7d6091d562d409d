import type { Claim, ProbeStore } from './probe-store.ts';
import { nextProbeMs } from './probe-times.ts';

/** How often it is looked for a probe that is due. */
const lookEveryMs = 500;

/** What a probe found: the cause of the pause is gone, it is not, or the probe said nothing about it. */
export type ProbeFinding = 'gone' | 'there' | 'unclear';

/** Looks again and again whether the causes of pauses are gone, and lets the runs go on. */
export interface Prober {
  start(): void;
  stop(): Promise<void>;
}

export function createProber(parts: {
  probes: ProbeStore;
  /** Looks whether the cause of a pause is gone. */
  look(claim: Claim, signal: AbortSignal): Promise<ProbeFinding>;
  /** Lets the runs of a claim go on. */
  resume(claim: Claim): Promise<void>;
  onError(error: unknown): void;
}): Prober {
  const { probes } = parts;
  const stopped = new AbortController();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;

  async function act(claim: Claim): Promise<void> {
    const finding = await parts.look(claim, stopped.signal).catch((error: unknown) => {
      if (!stopped.signal.aborted) parts.onError(error);
      return 'unclear' as const;
    });
    if (finding === 'gone') return await parts.resume(claim);
    const waitsForPerson = claim.cause === 'credentials' && finding === 'there';
    await probes.postpone(claim, waitsForPerson ? null : nextProbeMs(claim.probes));
  }

  async function lookOnce(): Promise<void> {
    const claim = await probes.claim();
    if (claim) await act(claim);
  }

  return {
    start() {
      timer = setInterval(() => {
        looking ??= lookOnce()
          .catch(parts.onError)
          .finally(() => {
            looking = null;
          });
      }, lookEveryMs);
    },
    async stop() {
      if (timer) clearInterval(timer);
      stopped.abort(new Error('The process is stopping.'));
      await looking;
    },
  };
}
