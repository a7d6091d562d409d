import type { Database } from '@patchbay/hub/database/database.ts';
import { writeDocuments } from './documents.ts';
import { sqlIdOf } from './row-ids.ts';

/** Failures of the run: of each code, one in so many items. */
export const failureCodes = {
  MODEL_TIMEOUT: 25,
  MODEL_RESPONSE_INVALID: 1000,
  MODEL_RESPONSE_TOO_LARGE: 20_000,
} as const;

const documentCount = 20_000;

const tables = [
  'data_rows',
  'run_chunks',
  'run_items',
  'run_tallies',
  'predictions',
  'prediction_classes',
];

/**
 * Puts a finished run of so many predictions into a database, and as many failures beside them as
 * {@link failureCodes} says, with the statements of a bulk load: a million takes about a minute. Ids rise in
 * the order of the dataset as those of the hub do. Returns the
 * id of the run and how many items it has.
 */
export async function fillRun(
  database: Database,
  run: { modelId: string; revisionId: string; datasetId: string; predictions: number },
): Promise<{ runId: string; items: number }> {
  const runId = '019a0000-0000-7000-8000-0000000000aa';
  await fillDocuments(database);
  for (const statement of statements(run, runId)) await database.pool.query(statement);
  for (const table of tables) {
    await database.pool.query(`vacuum (analyze) ${table}`);
  }
  const { rows } = await database.pool.query<{ items: number }>(
    'select sum(total)::int as items from run_chunks',
  );
  return { runId, items: rows[0]?.items ?? 0 };
}

async function fillDocuments({ pool }: Database): Promise<void> {
  await pool.query(
    'create unlogged table bench_documents (number int primary key, annotations json, confidence real, classes json)',
  );
  await pool.query(
    `insert into bench_documents
     select number, annotations, (select max(value::real) from json_each_text(classes)), classes
     from json_to_recordset($1) as document (number int, annotations json, classes json)`,
    [
      JSON.stringify(
        writeDocuments(documentCount).map(({ annotations, classes }, number) => ({
          number,
          annotations: JSON.parse(annotations),
          classes,
        })),
      ),
    ],
  );
}

/** How many items the run has, and the code of each in SQL, where `number` is its number; null for none. */
function planFailures(predictions: number): { total: number; code: string } {
  const failures = Object.values(failureCodes).map((every) => Math.floor(predictions / every));
  // Spread over the run: every item whose number is a multiple of `every` failed, the rarest code first.
  const cases = Object.entries(failureCodes)
    .reverse()
    .map(([name, every]) => `when number % ${every} = 0 then '${name}'`);
  return {
    total: failures.reduce((sum, count) => sum + count, predictions),
    code: `case ${cases.join(' ')} end`,
  };
}

function statements(
  run: { modelId: string; revisionId: string; datasetId: string; predictions: number },
  runId: string,
): string[] {
  const { total, code } = planFailures(run.predictions);
  const numbers = `generate_series(1, ${total}) as number`;
  const organisation = '(select organisation_id from datasets limit 1)';
  const chunkOf = sqlIdOf('chunk', 'number / 500');
  return [
    `insert into runs (id, organisation_id, name, model_id, revision_id, dataset_id, model_name,
       revision_number, protocol, dataset_name, parameters, state, created_by, started_at, finished_at)
     values ('${runId}', ${organisation}, 'A large run', '${run.modelId}', '${run.revisionId}',
       '${run.datasetId}', 'Detector', 1, 'foundry', 'Street', '{"threshold": 0.4}', 'completed', 'bench',
       now() - interval '4 hours', now() - interval '1 hour')`,
    `insert into data_rows (id, organisation_id, dataset_id, type, global_key, asset_hash, byte_length,
       media_type, width, height, metadata)
     select ${sqlIdOf('data row', 'number')}, ${organisation}, '${run.datasetId}', 'image',
       'street/camera-' || number % 40 || '/' || number || '.jpg', md5(number::text) || md5('x' || number),
       200000, 'image/jpeg', 1280, 720, '{}'
     from ${numbers}`,
    `update datasets set image_count = ${total} where id = '${run.datasetId}'`,
    `insert into run_chunks (id, organisation_id, run_id, number, total, pending, succeeded, failed)
     select ${chunkOf}, ${organisation}, '${runId}', number / 500, count(*), 0,
       count(*) filter (where code is null), count(code)
     from (select number, ${code} as code from ${numbers}) as item group by number / 500`,
    ...tallyStatements(runId, { organisation, chunkOf, numbers, code }),
    `insert into run_items (id, organisation_id, run_id, chunk_id, data_row_id, state, attempts, code,
       problem, annotation_count, warning_count, finished_at)
     select ${sqlIdOf('item', 'number')}, ${organisation}, '${runId}', ${chunkOf}, ${sqlIdOf('data row', 'number')},
       case when code is null then 'succeeded' else 'failed' end, 1, code,
       case when code is not null then jsonb_build_object('code', code, 'message', 'It did not work.') end,
       case when code is null then 8 end, case when code is null then 0 end, now()
     from (select number, ${code} as code from ${numbers}) as item`,
    `insert into predictions (id, organisation_id, run_id, revision_id, item_id, data_row_id, annotations,
       warnings, confidence)
     select ${sqlIdOf('prediction', 'item.number')}, ${organisation}, '${runId}', '${run.revisionId}',
       ${sqlIdOf('item', 'item.number')}, ${sqlIdOf('data row', 'item.number')}, document.annotations, '[]', document.confidence
     from (select number, ${code} as code from ${numbers}) as item
     join bench_documents as document on document.number = (item.number::bigint * 7919) % ${documentCount}
     where item.code is null order by item.number`,
    `insert into prediction_classes (organisation_id, class_key, confidence, item_id)
     select ${organisation}, ('x' || left(encode(sha256(convert_to('${runId}/' || class.key, 'UTF8')), 'hex'), 16))::bit(64)::bigint,
       class.value::real, ${sqlIdOf('item', 'item.number')}
     from (select number, ${code} as code from ${numbers}) as item
     join bench_documents as document on document.number = (item.number::bigint * 7919) % ${documentCount}
     cross join json_each_text(document.classes) as class
     where item.code is null order by item.number`,
  ];
}

/** Boxes of each class among the eight of a prediction, nearly; the classes of {@link classShares} take turns. */
const boxesOf = { car: 4.5, person: 2.4, dog: 0.5, tree: 0.6 } as const;

/** What the saving transactions would have counted: some thirty numbers for each chunk. */
function tallyStatements(
  runId: string,
  sql: { organisation: string; chunkOf: string; numbers: string; code: string },
): string[] {
  const { organisation, chunkOf, numbers, code } = sql;
  const columns =
    'organisation_id, run_id, subject, chunk_id, name, kind, unknown_class, count, sample';
  const steps = Array.from({ length: 16 }, (_, step) => `('confidence', '${step + 4}', '', 0.5)`);
  const classes = Object.entries(boxesOf).flatMap(([name, boxes]) => [
    `('class', '${name}', 'bounding_box', ${boxes})`,
    `('sure', '${name}', 'bounding_box', ${boxes})`,
    `('sureness', '${name}', 'bounding_box', ${boxes * 60})`,
  ]);
  const counted = [
    ...steps,
    ...classes,
    "('found', '8', '', 1)",
    "('coordinates', 'shapes', '', 8)",
  ];
  return [
    `insert into run_tallies (${columns})
     select ${organisation}, '${runId}', subject, id, name, kind, false, succeeded * times, null
     from run_chunks, (values ${counted.join(', ')}) as tally (subject, name, kind, times)
     where run_id = '${runId}'`,
    `insert into run_tallies (${columns})
     select ${organisation}, '${runId}', 'failure', ${chunkOf}, code, '', false, count(*), 'It did not work.'
     from (select number, ${code} as code from ${numbers}) as item
     where code is not null group by number / 500, code`,
  ];
}
