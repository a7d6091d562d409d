import type { StatisticsRange } from '@patchbay/core/model/statistics-range.ts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.ts';

/** How a model did over a range, in the days of whoever looks; read again while it is looked at. */
export function useStatistics(modelId: string, range: StatisticsRange) {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return useQuery(
    api.models.statistics.queryOptions({
      input: { id: modelId, range, timeZone },
      placeholderData: keepPreviousData,
      refetchInterval: 15_000,
    }),
  );
}
