import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api/client.ts';

/** The classes of the model of a run, for their colours; none while they are read or where it was removed. */
export function useKnownClasses(run: RunView | undefined): readonly string[] {
  const input = run ? { id: run.model.id } : skipToken;
  const model = useQuery(api.models.get.queryOptions({ input }));
  return useMemo(
    () =>
      model.data ? listFeatures(model.data.revision.ontology).map((feature) => feature.name) : [],
    [model.data],
  );
}
