import type { ModelCard } from '@patchbay/core/api/model-statistics-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Limits } from '@patchbay/core/model/limits.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import type { HealthState } from '@patchbay/core/model/model-health.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import type { RunState } from '@patchbay/core/run/run-state.ts';
import * as z from 'zod';
import { foreignCursor, readCursor, toPage } from '../../database/cursor.ts';
import type { Database } from '../../database/database.ts';
import { type HealthRow, healthColumns, healthState, toModelHealth } from './health-sql.ts';

export interface CatalogueQuery {
  readonly cursor?: string;
  readonly limit: number;
  readonly sort: 'name' | 'newest' | 'last-run';
  readonly text?: string;
  readonly protocol?: string;
  readonly dataRowType?: DataRowType;
  readonly enabled?: boolean;
  readonly health?: HealthState;
}

interface CardRow extends HealthRow {
  id: string;
  name: string;
  description: string;
  enabled: boolean;
  limits: Limits;
  created_at: Date;
  number: number;
  configuration: ModelConfiguration;
  run_id: string | null;
  run_name: string;
  run_state: RunState;
  run_created_at: Date;
  calls: number;
  place: string;
}

/** By what a list is in order: its expression and its direction. */
const orders: { readonly [Sort in CatalogueQuery['sort']]: readonly [string, 'asc' | 'desc'] } = {
  name: ['lower(models.name)', 'asc'],
  newest: ["''::text", 'desc'],
  'last-run': ["coalesce(last_run.id::text, '')", 'desc'],
};

export type CatalogueStore = ReturnType<typeof createCatalogueStore>;

/** Finds models with what people choose them by: all that a card shows, in one query. */
export function createCatalogueStore(database: Database) {
  return {
    async list(organisationId: string, query: CatalogueQuery): Promise<Page<ModelCard>> {
      const [place, direction] = orders[query.sort];
      const after = readPlace(query.cursor);
      const isBehind = direction === 'asc' ? '>' : '<';
      const { rows } = await database.pool.query<CardRow>(
        `select models.id, models.name, description, enabled, limits, models.created_at,
           revision.number, revision.configuration, ${healthColumns}, last_run.id as run_id,
           last_run.name as run_name, last_run.state as run_state,
           last_run.created_at as run_created_at, usage.calls, ${place} as place
         from models
         ${joins}
         where models.organisation_id = $1 and removed_at is null
           and ($2::text is null
             or strpos(lower(concat_ws(' ', models.name, description)), lower($2)) > 0)
           and ($3::text is null or revision.configuration ->> 'protocol' = $3)
           and ($4::text is null or revision.configuration -> 'dataRowTypes' ? $4)
           and ($5::boolean is null or enabled = $5)
           and ($6::text is null or ${healthState()} = $6)
           and ($7::text is null or (${place}, models.id) ${isBehind} ($7, $8::uuid))
         order by ${place} ${direction}, models.id ${direction} limit $9`,
        [
          organisationId,
          query.text || null,
          query.protocol ?? null,
          query.dataRowType ?? null,
          query.enabled ?? null,
          query.health ?? null,
          after?.place ?? null,
          after?.id ?? null,
          query.limit + 1,
        ],
      );
      const page = toPage(rows, query.limit, (row) => JSON.stringify([row.place, row.id]));
      return { ...page, items: page.items.map(toModelCard) };
    },
  };
}

/** What stands on a card beside the model itself: each found by an index, once for each model. */
const joins = `cross join lateral (
    select number, configuration from model_revisions
    where model_revisions.organisation_id = $1 and model_id = models.id
    order by number desc limit 1
  ) as revision
  left join model_health
    on model_health.organisation_id = $1 and model_health.model_id = models.id
  left join lateral (
    select id, name, state, created_at from runs
    where runs.organisation_id = $1 and runs.model_id = models.id order by id desc limit 1
  ) as last_run on true
  cross join lateral (
    select coalesce(sum(calls), 0)::int as calls from model_usage
    where model_usage.organisation_id = $1 and model_id = models.id
      and hour > now() - interval '24 hours'
  ) as usage`;

function toModelCard(row: CardRow): ModelCard {
  const { id, name, description, enabled, limits, configuration } = row;
  const { protocol, connection, dataRowTypes, ontology } = configuration;
  return {
    id,
    name,
    description,
    enabled,
    protocol,
    url: String(connection.url ?? ''),
    dataRowTypes,
    // A class that is drawn both as a box and as a polygon is one class.
    classCount: new Set(listFeatures(ontology).map((feature) => feature.name)).size,
    revision: row.number,
    limits,
    health: toModelHealth(row),
    lastRun:
      row.run_id === null
        ? null
        : {
            id: row.run_id,
            name: row.run_name,
            state: row.run_state,
            createdAt: row.run_created_at.toISOString(),
          },
    callsLastDay: row.calls,
    createdAt: row.created_at.toISOString(),
  };
}

const placeSchema = z.tuple([z.string(), z.uuid()]);

/** The place behind which a page begins; null for the first. @throws PatchbayError INPUT_INVALID */
function readPlace(cursor: string | undefined): { place: string; id: string } | null {
  const written = readCursor(cursor);
  if (written === null) return null;
  const read = placeSchema.safeParse(parseOrNull(written));
  if (!read.success || read.data[0].includes('\0')) throw foreignCursor();
  const [place, id] = read.data;
  return { place, id };
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
