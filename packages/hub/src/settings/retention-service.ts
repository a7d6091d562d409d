import type { RetentionView } from '@patchbay/core/api/settings-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Principal } from '../access/principal.ts';
import type { ExchangeDays } from '../runs/exchanges/exchange-sweeper.ts';
import type { RetentionStore } from './retention-store.ts';

export type RetentionService = ReturnType<typeof createRetentionService>;

/** For how long exchanges are kept: what the organisation chose, within what the hub allows. */
export function createRetentionService(parts: {
  store: RetentionStore;
  /** Days that the configuration of the hub allows at the most; null: any. */
  hubDays: number | null;
  bodyLimitBytes: number | null;
}) {
  const { store, hubDays, bodyLimitBytes } = parts;

  async function read(organisationId: string): Promise<RetentionView> {
    const chosenDays = await store.findDays(organisationId);
    return { exchangeDays: shorter(chosenDays, hubDays), chosenDays, hubDays, bodyLimitBytes };
  }

  return {
    read,

    /** For all organisations, as the upkeep of the hub wants to know it. */
    async readExchangeDays(): Promise<ExchangeDays> {
      const chosen = await store.listDays();
      const own = chosen.map(({ organisationId, exchangeDays }) => ({
        organisationId,
        days: Math.min(exchangeDays, hubDays ?? exchangeDays),
      }));
      return { others: hubDays, own };
    },

    /** @throws PatchbayError INPUT_INVALID for more days than the hub keeps anything */
    async change(principal: Principal, exchangeDays: number | null): Promise<RetentionView> {
      if (exchangeDays !== null && hubDays !== null && exchangeDays > hubDays) {
        throw new PatchbayError({
          code: 'INPUT_INVALID',
          message: `The hub keeps exchanges for ${hubDays} days (PATCHBAY_EXCHANGE_DAYS). Choose as many or fewer.`,
          details: { path: '/exchangeDays' },
        });
      }
      await store.choose(principal, exchangeDays);
      return await read(principal.organisationId);
    },
  };
}

/** The shorter of two times; null is for good. */
function shorter(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
