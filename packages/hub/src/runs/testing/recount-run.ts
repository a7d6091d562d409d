import type { Database } from '../../database/database.ts';

/** The numbers that the saving transactions keep of a run, beside what counting its rows gives. */
export interface RunNumbers {
  kept: object;
  counted: object;
}

/**
 * Reads both in one moment, of the run and of each of its chunks. Predictions are as many as items that
 * succeeded, the attempts of all items as many as were kept, and the chunks know what is pending in them.
 * Failures, classes and warnings come by their names in each chunk. Results that were used again are those
 * that say so.
 */
export async function recountRun(
  hub: { database: Pick<Database, 'pool'> },
  runId: string,
): Promise<RunNumbers> {
  const { rows } = await hub.database.pool.query<RunNumbers>(
    `with kept as (
       select coalesce(sum(total), 0)::int as total, coalesce(sum(succeeded), 0)::int as succeeded,
         coalesce(sum(failed), 0)::int as failed, coalesce(sum(cancelled), 0)::int as cancelled,
         coalesce(sum(pending), 0)::int as pending,
         (select coalesce(sum(count), 0)::int from run_tallies
          where run_id = $1 and subject = 'failure') as failures,
         (select coalesce(sum(count), 0)::int from run_tallies
          where run_id = $1 and subject = 'reused') as reused,
         coalesce(sum(ignored), 0)::int as ignored,
         coalesce(sum(succeeded), 0)::int as predictions,
         ${talliesOf('failure')} as "failedByCode", ${talliesOf('ignored')} as "ignoredByCode",
         ${talliesOf('class')} as "annotationsByClass", ${talliesOf('warning')} as "warningsByCode",
         ${talliesOf('confidence')} as "annotationsByConfidence", ${talliesOf('found')} as "itemsByCount",
         ${talliesOf('sureness')} as "surenessByClass",
         (select json_agg(row_to_json(found)) from (
            select id, total, pending, succeeded, failed, cancelled, ignored from run_chunks
            where run_id = $1 order by id
          ) as found) as chunks,
         (select coalesce(json_agg(row_to_json(found)), '[]') from (
            select item_id, class_key, confidence
            from prediction_classes join run_items on run_items.id = item_id
            where run_id = $1 order by item_id, class_key
          ) as found) as classes,
         (select coalesce(sum(attempts), 0)::int from run_items where run_id = $1) as attempts
       from run_chunks where run_id = $1
     ), counted as (
       select count(*)::int as total,
         (count(*) filter (where state = 'succeeded'))::int as succeeded,
         (count(*) filter (where state = 'failed'))::int as failed,
         (count(*) filter (where state = 'cancelled'))::int as cancelled,
         (count(*) filter (where state = 'pending'))::int as pending,
         (count(*) filter (where state = 'failed'))::int as failures,
         (select count(reused_from)::int from predictions where run_id = $1) as reused,
         (count(*) filter (where state = 'ignored'))::int as ignored,
         ${codesOf('failed')} as "failedByCode", ${codesOf('ignored')} as "ignoredByCode",
         ${partsOf('annotations', 'class')} as "annotationsByClass",
         ${partsOf('warnings', 'code')} as "warningsByCode",
         ${confidencesOf()} as "annotationsByConfidence", ${countsOf()} as "itemsByCount",
         ${surenessOf()} as "surenessByClass",
         (select json_agg(row_to_json(found)) from (
            select chunk_id as id, count(*) as total,
              count(*) filter (where state = 'pending') as pending,
              count(*) filter (where state = 'succeeded') as succeeded,
              count(*) filter (where state = 'failed') as failed,
              count(*) filter (where state = 'cancelled') as cancelled,
              count(*) filter (where state = 'ignored') as ignored
            from run_items where run_id = $1 group by chunk_id order by chunk_id
          ) as found) as chunks,
         (select coalesce(json_agg(row_to_json(found)), '[]') from (
            select item_id, ${classKeyOf("annotation ->> 'class'")} as class_key,
              coalesce(max((annotation ->> 'confidence')::real), -1) as confidence
            from predictions, json_array_elements(annotations) as annotation where run_id = $1
            group by item_id, annotation ->> 'class' order by 1, 2
          ) as found) as classes,
         (select count(*)::int from predictions where run_id = $1) as predictions,
         (select count(*)::int from attempts join run_items on run_items.id = item_id
          where run_id = $1) as attempts
       from run_items where run_id = $1
     )
     select (select to_json(kept) from kept) as kept,
       (select to_json(counted) from counted) as counted`,
    [runId],
  );
  const [numbers] = rows;
  if (!numbers) throw new Error(`There is no run ${runId}.`);
  return numbers;
}

/** As `class-key.ts` makes it. */
function classKeyOf(name: string): string {
  const digest = `sha256(convert_to($1::uuid::text || '/' || (${name}), 'UTF8'))`;
  return `('x' || left(encode(${digest}, 'hex'), 16))::bit(64)::bigint`;
}

function talliesOf(subject: string): string {
  return byName(`select ${inChunk('chunk_id', 'name')} as name, sum(count) as count from run_tallies
    where run_id = $1 and subject = '${subject}' group by 1 having sum(count) <> 0`);
}

function codesOf(state: string): string {
  return byName(`select ${inChunk('chunk_id', 'code')} as name, count(*) as count from run_items
    where run_id = $1 and state = '${state}' group by 1`);
}

function partsOf(column: string, name: string): string {
  return byName(`select ${inChunk('run_items.chunk_id', `part ->> '${name}'`)} as name,
      count(*) as count
    from predictions join run_items on run_items.id = item_id,
      json_array_elements(${column}) as part
    where predictions.run_id = $1 group by 1`);
}

/** As `core/run/run-statistics.ts` has the steps. */
function confidencesOf(): string {
  const confidence = "(part ->> 'confidence')::float8";
  return byName(`select ${inChunk(
    'run_items.chunk_id',
    `case when ${confidence} is null then '' else least(19, floor(${confidence} * 20))::text end`,
  )} as name, count(*) as count
    from predictions join run_items on run_items.id = item_id,
      json_array_elements(annotations) as part
    where predictions.run_id = $1 group by 1`);
}

function surenessOf(): string {
  // As the hub rounds: halves upwards, of a product of floats.
  const sureness = "sum(floor((part ->> 'confidence')::float8 * 100 + 0.5)::int)";
  return byName(`select ${inChunk('run_items.chunk_id', "part ->> 'class'")} as name,
      ${sureness} as count
    from predictions join run_items on run_items.id = item_id,
      json_array_elements(annotations) as part
    where predictions.run_id = $1 group by 1 having ${sureness} > 0`);
}

function countsOf(): string {
  const groups = '(array[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000])';
  const group = `(select max(start) from unnest${groups} as start where start <= annotation_count)`;
  return byName(`select ${inChunk('chunk_id', `${group}::text`)} as name, count(*) as count
    from run_items where run_id = $1 and state = 'succeeded' group by 1`);
}

function inChunk(chunk: string, name: string): string {
  return `${chunk} || ' ' || (${name})`;
}

/** Counts as one object; as jsonb, so that the order of the names does not matter. */
function byName(counts: string): string {
  return `(select coalesce(jsonb_object_agg(name, count), '{}') from (${counts}) as counted)`;
}
