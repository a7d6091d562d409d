import type {
  Figures,
  ModelCard,
  ModelStatistics,
  StatisticsBucket,
} from '@patchbay/core/api/model-statistics-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { StatisticsRange } from '@patchbay/core/model/statistics-range.ts';
import { addHistograms, readPercentile } from '@patchbay/core/run/latency-histogram.ts';
import { modelNotFound } from '../model-not-found.ts';
import type { CatalogueQuery, CatalogueStore } from './catalogue-store.ts';
import type { StatisticsStore, UsageRow } from './statistics-store.ts';
import type { UsageMeter } from './usage-meter.ts';

export type StatisticsService = ReturnType<typeof createStatisticsService>;

/** Says how models did: by the calls that were made, inside of runs and outside. */
export function createStatisticsService(parts: {
  statistics: StatisticsStore;
  catalogue: CatalogueStore;
  usage: Pick<UsageMeter, 'flush'>;
}) {
  const { statistics, catalogue, usage } = parts;
  return {
    /** Models as the catalogue shows them. @throws PatchbayError INPUT_INVALID for a cursor that no page gave */
    async listCards(organisationId: string, query: CatalogueQuery): Promise<Page<ModelCard>> {
      await usage.flush();
      return catalogue.list(organisationId, query);
    },

    /** @throws PatchbayError INPUT_NOT_FOUND */
    async read(
      organisationId: string,
      modelId: string,
      range: { range: StatisticsRange; timeZone: string },
    ): Promise<ModelStatistics> {
      // Whoever has just asked the model sees it here.
      await usage.flush();
      const health = await statistics.findHealth(organisationId, modelId);
      if (!health) throw modelNotFound(modelId);
      const rows = await statistics.listHours(organisationId, modelId, range);
      return { health, total: sumUp(rows), buckets: toBuckets(rows) };
    },
  };
}

function toBuckets(rows: readonly UsageRow[]): StatisticsBucket[] {
  return [...Map.groupBy(rows, ({ from }) => from.toISOString())].map(([from, hours]) => ({
    from,
    ...sumUp(hours),
  }));
}

function sumUp(hours: readonly UsageRow[]): Figures {
  const sum = (read: (hour: UsageRow) => number | null) =>
    hours.reduce((total, hour) => total + (read(hour) ?? 0), 0);
  const latencies = addHistograms(hours.map((hour) => hour.latencies ?? []));
  return {
    calls: sum((hour) => hour.calls),
    failures: sum((hour) => hour.failures),
    promptTokens: sum((hour) => hour.prompt_tokens),
    completionTokens: sum((hour) => hour.completion_tokens),
    modelMs: sum((hour) => hour.model_ms),
    medianMs: readPercentile(latencies, 0.5),
    p95Ms: readPercentile(latencies, 0.95),
  };
}
