import { isDeepStrictEqual } from 'node:util';
import { type Caller, type CallerSettings, createCaller } from '@patchbay/connect/caller.ts';
import {
  type AnswerDecoder,
  createAnswerDecoder,
} from '@patchbay/connect/decode/answer-decoder.ts';
import { createEgressGuard, type EgressSettings } from '@patchbay/connect/egress-guard.ts';
import type { EgressStore } from './egress-store.ts';

/** So often it is looked whether another process changed what is allowed, in milliseconds. */
const lookEveryMs = 2000;

/** The ways out, one for each organisation: what one allows, and the connections it keeps, are no other's. */
export interface OrganisationCallers {
  of(organisationId: string): Promise<Caller>;
  /** Shared by all: to read an answer takes no permission. */
  readonly decoder: AnswerDecoder;
  /** Looks at once: something was changed here. */
  renew(): Promise<void>;
  /** Begins to look for what others change. */
  start(): void;
  /** Lets the calls in flight end, and closes everything. */
  close(): Promise<void>;
}

interface Settings extends EgressSettings, Pick<CallerSettings, 'loopMark'> {
  readonly store: Pick<EgressStore, 'listEntries'>;
  readonly onError: (error: unknown) => void;
}

/** A caller, and the entries by which it goes beside those of the environment. */
interface Opened {
  readonly caller: Caller;
  entries: readonly string[];
}

/** Opens each at its first use. `allow` holds for all of them: it is what the environment says. */
export function createOrganisationCallers(settings: Settings): OrganisationCallers {
  const { store, onError, loopMark, allow, ...egress } = settings;
  const decoder = createAnswerDecoder();
  const all = new Map<string, Promise<Opened>>();
  let timer: NodeJS.Timeout | null = null;
  let lastLook = Promise.resolve();

  async function open(organisationId: string): Promise<Opened> {
    const entries = (await store.listEntries([organisationId])).get(organisationId) ?? [];
    const guard = createEgressGuard({ ...egress, allow: [...allow, ...entries] });
    return { caller: createCaller({ egress: guard, decoder, loopMark }), entries };
  }

  function find(organisationId: string): Promise<Opened> {
    const known = all.get(organisationId);
    if (known) return known;
    const opening = open(organisationId);
    all.set(organisationId, opening);
    opening.catch(() => all.delete(organisationId)); // read again by whoever comes next
    return opening;
  }

  async function lookAt(opened: readonly [string, Opened][]): Promise<void> {
    const found = await store.listEntries(opened.map(([organisationId]) => organisationId));
    for (const [organisationId, one] of opened) {
      const entries = found.get(organisationId) ?? [];
      if (isDeepStrictEqual(entries, one.entries)) continue;
      one.caller.allowOnly([...allow, ...entries]);
      one.entries = entries;
    }
  }

  /** One look after another: what an earlier one read never takes the place of what a later one did. */
  function look(): Promise<void> {
    const next = lastLook.then(async () => {
      const opened = [...all].map(async ([id, one]) => [id, await one] as [string, Opened]);
      if (opened.length > 0) await lookAt(await Promise.all(opened));
    });
    lastLook = next.catch(() => {});
    return next;
  }

  let isLooking = false;
  async function lookForOthers(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    await look().catch(onError);
    isLooking = false;
  }

  return {
    async of(organisationId) {
      return (await find(organisationId)).caller;
    },
    decoder,
    renew: look,
    start() {
      timer = setInterval(() => void lookForOthers(), lookEveryMs);
    },
    async close() {
      if (timer) clearInterval(timer);
      await lastLook;
      const opened = await Promise.allSettled(all.values());
      await Promise.all(
        opened.map((one) => (one.status === 'fulfilled' ? one.value.caller.close() : null)),
      );
      await decoder.close();
    },
  };
}
