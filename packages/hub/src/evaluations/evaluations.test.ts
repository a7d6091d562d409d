import type {
  BlindTurn,
  EvaluationResults,
  EvaluationView,
  PromptView,
  Revealed,
} from '@patchbay/core/api/evaluation-views.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ScriptedModel } from '../runs/testing/scripted-model.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';
import {
  evaluate,
  importPrompts,
  readEvaluation,
  registerChat,
  startChat,
  waitUntilSettled,
} from './testing/evaluate.ts';

let hub: TestHub;
let good: ScriptedModel;
let poor: ScriptedModel;
let judge: ScriptedModel;
/** What the judge answers from now on. */
let verdict = (message: string) =>
  JSON.stringify({ score: message.includes('Paris') ? 5 : 2, reason: 'By the name of the city.' });
let models: { good: string; poor: string; judge: string };

beforeAll(async () => {
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
  await hub.startWorkers();
  good = await startChat((message) => (message.includes('France') ? 'Paris.' : '{"n": 4}'));
  poor = await startChat((message) =>
    message.includes('France') ? 'It is Lyon' : { status: 400 },
  );
  judge = await startChat((message) => verdict(message));
  models = {
    good: await registerChat(hub, good, 'Good'),
    poor: await registerChat(hub, poor, 'Poor'),
    judge: await registerChat(hub, judge, 'Judge'),
  };
});
afterAll(async () => {
  await hub.end();
  for (const chat of [good, poor, judge]) await chat.close();
});

const csv = [
  'prompt,expected completion,system,completion: elsewhere,id',
  'What is the capital of France?,Paris,Be brief.,the paris,france',
  'What is 2 + 2?,,,4,sum',
].join('\n');

const candidates = () => [
  { kind: 'model', modelId: models.good },
  { kind: 'model', modelId: models.poor },
  { kind: 'completions', completions: 'elsewhere' },
];

async function readPrompts(id: string, query = ''): Promise<PromptView[]> {
  const url = `/api/v1/evaluations/${id}/prompts?limit=200${query}`;
  return (await hub.ask<{ items: PromptView[] }>('GET', url)).body.items;
}

async function readResults(id: string): Promise<EvaluationResults> {
  return (await hub.ask<EvaluationResults>('GET', `/api/v1/evaluations/${id}/results`)).body;
}

describe('an evaluation', () => {
  test('asks each model once, scores every answer, and says of all that failed or is missing', async () => {
    const { id } = await evaluate(hub, {
      datasetId: await importPrompts(hub, csv),
      candidates: candidates(),
      scores: [
        { settings: { kind: 'exact_match' } },
        { settings: { kind: 'json_schema', schema: { type: 'object', required: ['n'] } } },
      ],
    });
    const view = await waitUntilSettled(hub, id);
    expect(view).toMatchObject({ prompts: 2, promptsWithExpected: 1 });
    expect(view.candidates.map(({ name, answers }) => [name, answers])).toEqual([
      ['Good', { waiting: 0, answered: 2, failed: 0, missing: 0 }],
      ['Poor', { waiting: 0, answered: 1, failed: 1, missing: 0 }],
      ['elsewhere', { waiting: 0, answered: 2, failed: 0, missing: 0 }],
    ]);
    expect(good.calls[0]?.body).toMatchObject({
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'What is the capital of France?' },
      ],
    });
    expect(JSON.stringify(good.calls)).not.toContain('expected');
    const { scores } = await readResults(id);
    expect(scores[0]?.results).toMatchObject([
      { mean: { mean: 1, method: 'wilson' }, marked: 1, without: 1, failed: 0, open: 0 },
      { mean: { mean: 0 }, marked: 1, without: 0, standing: { losses: 2 } },
      { mean: { mean: 1 }, marked: 1, without: 1, standing: { meanRank: 1.5, wins: 1, ties: 1 } },
    ]);
    // `4` is JSON, but no object.
    expect(scores[1]?.results.map(({ mean }) => mean?.mean)).toEqual([0.5, 0, 0]);
    const [first, second] = await readPrompts(id);
    expect(first).toMatchObject({ number: 1, globalKey: 'france', expected: 'Paris' });
    expect(first?.prompt).toBe('system: Be brief.\n\nuser: What is the capital of France?');
    expect(second?.answers[1]).toMatchObject({
      state: 'failed',
      text: null,
      problem: { code: 'MODEL_REQUEST_REJECTED' },
      marks: [],
    });
    expect((await readPrompts(id, '&failed=1')).map(({ number }) => number)).toEqual([2]);
  });

  test('takes a further score without asking the models again, and a run that is there', async () => {
    const before = await evaluate(hub, {
      datasetId: await importPrompts(hub, csv),
      candidates: [{ kind: 'model', modelId: models.good }],
    });
    const { candidates: asked, dataset } = await waitUntilSettled(hub, before.id);
    const calls = good.calls.length;
    const { id } = await evaluate(hub, {
      datasetId: dataset.id,
      candidates: [{ kind: 'run', runId: asked[0]?.run?.id, name: 'Again' }],
    });
    await waitUntilSettled(hub, id);
    const added = await hub.ask('POST', `/api/v1/evaluations/${id}/scores`, {
      settings: { kind: 'rouge_l' },
    });
    expect(added.status).toBe(201);
    await waitUntilSettled(hub, id);
    const { scores } = await readResults(id);
    expect(scores[0]?.results).toMatchObject([
      { mean: { mean: 1, method: 'bootstrap' }, marked: 1 },
    ]);
    expect(good.calls.length).toBe(calls);
  });

  test('goes on after a retry: what is answered then takes the place of the failure', async () => {
    let isUp = false;
    const flaky = await startChat(() => (isUp ? 'Paris' : { status: 400 }));
    const { id } = await evaluate(hub, {
      datasetId: await importPrompts(hub, csv),
      candidates: [{ kind: 'model', modelId: await registerChat(hub, flaky, 'Flaky') }],
      scores: [{ settings: { kind: 'token_f1' } }],
    });
    const failed = await waitUntilSettled(hub, id);
    expect(failed.candidates[0]?.answers).toMatchObject({ answered: 0, failed: 2 });
    isUp = true;
    await hub.ask('POST', `/api/v1/runs/${failed.candidates[0]?.run?.id}/retry`, {});
    await expect
      .poll(async () => (await readResults(id)).scores[0]?.results[0], { timeout: 15_000 })
      .toMatchObject({ marked: 1, without: 1, mean: { mean: 1 } });
    const view = await waitUntilSettled(hub, id);
    expect(view.candidates[0]?.answers).toMatchObject({ answered: 2, failed: 0 });
    await flaky.close();
  });

  test('is refused with what to do where a part of it cannot be', async () => {
    const datasetId = await importPrompts(hub, csv);
    const refuse = async (input: object) => {
      const wanted = { name: 'Refused', datasetId, candidates: candidates(), ...input };
      const { status, body } = await hub.ask('POST', '/api/v1/evaluations', wanted);
      return `${status} ${body.message}`;
    };
    expect(await refuse({ candidates: [{ kind: 'completions', completions: 'x' }] })).toMatch(
      '400 The prompt set has no completions of "x". It has those of "elsewhere".',
    );
    const wrongSchema = { settings: { kind: 'json_schema', schema: { type: 'thing' } } };
    expect(await refuse({ scores: [wrongSchema] })).toMatch(
      /^400 schema: the schema cannot be used/,
    );
    const other = await importPrompts(hub, csv);
    const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/runs', {
      modelId: models.good,
      datasetId: other,
    });
    expect(await refuse({ candidates: [{ kind: 'run', runId: body.id }] })).toMatch(
      /is over the dataset/,
    );
    const onlyEvaluations = await hub.makeKey({ scopes: ['evaluations:write'] });
    const answer = await hub.app.inject({
      method: 'POST',
      url: '/api/v1/evaluations',
      headers: { authorization: `Bearer ${onlyEvaluations}` },
      payload: { name: 'Refused', datasetId, candidates: candidates() },
    });
    expect(answer.json()).toMatchObject({
      code: 'AUTH_FORBIDDEN',
      details: { permission: 'runs:write' },
    });
    const { body: list } = await hub.ask<{ items: { name: string }[] }>(
      'GET',
      '/api/v1/evaluations',
    );
    expect(list.items.map(({ name }) => name)).not.toContain('Refused');
  });

  test('a prompt set may have columns that mean something in other lists', async () => {
    const line = 'prompt,type,text,url,html,attachments\nWhat?,sum,a,b,c,d\n';
    const datasetId = await importPrompts(hub, line);
    const { body } = await hub.ask<{ items: { metadata: object; type: string }[] }>(
      'GET',
      `/api/v1/datasets/${datasetId}/data-rows`,
    );
    const metadata = { type: 'sum', text: 'a', url: 'b', html: 'c', attachments: 'd' };
    expect(body.items).toMatchObject([{ type: 'conversational', metadata }]);
  });

  test('a prompt set without a column of prompts is refused at its first line', async () => {
    const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', {
      name: 'No prompts',
    });
    const url = `/api/v1/datasets/${body.id}/import?format=prompts-csv`;
    const { body: report } = await hub.upload(url, { 'p.csv': 'text,expected\na,b\n' });
    expect(report).toMatchObject({
      imported: 0,
      failed: [{ source: 'p.csv:1', problem: { message: expect.stringContaining('"prompt"') } }],
    });
    const lines = '{"prompt": "a", "expected": "b"}\n{"question": 1}\n{"no": "prompt"}\n';
    const second = await hub.upload(url.replace('csv', 'jsonl'), { 'p.jsonl': lines });
    expect(second.body).toMatchObject({
      imported: 2,
      failed: [
        { source: 'p.jsonl:3', problem: { message: expect.stringContaining('has no prompt') } },
      ],
    });
  });
});

describe('a judge', () => {
  const judged = async () =>
    await evaluate(hub, {
      datasetId: await importPrompts(hub, csv),
      candidates: [
        { kind: 'model', modelId: models.good },
        { kind: 'completions', completions: 'elsewhere' },
      ],
      scores: [{ settings: { kind: 'judge', modelId: models.judge } }],
    });

  test('is asked about each answer alone, without names, and says why; its exchange is kept', async () => {
    const { id } = await judged();
    const view = await waitUntilSettled(hub, id);
    const [prompt] = await readPrompts(id);
    const [mark] = prompt?.answers[0]?.marks ?? [];
    expect(mark).toMatchObject({ value: 5, reason: 'By the name of the city.', problem: null });
    const { body: item } = await hub.ask('GET', `/api/v1/items/${mark?.judgement?.itemId}`);
    expect(JSON.stringify(item.exchanges)).toContain('You grade the answer');
    expect(view.scores[0]?.runs).toMatchObject([{ state: 'completed', counts: { succeeded: 4 } }]);
    for (const { body } of judge.calls) {
      expect(JSON.stringify(body)).not.toMatch(/Good|elsewhere/);
    }
    const { scores } = await readResults(id);
    expect(scores[0]?.results).toMatchObject([
      { mean: { mean: 3.5 }, marked: 2, open: 0 },
      { mean: { mean: 3.5 }, marked: 2, open: 0 },
    ]);
    const worst = await readPrompts(id, `&order=worst&scoreId=${view.scores[0]?.id}`);
    expect(worst.map(({ number }) => number)).toEqual([2, 1]);
  });

  test('whose answer is no verdict leaves a failure that is seen, and can be asked again', async () => {
    const usual = verdict;
    verdict = () => 'I like it.';
    const { id } = await judged();
    const view = await waitUntilSettled(hub, id);
    const scoreId = view.scores[0]?.id;
    const { scores } = await readResults(id);
    expect(scores[0]?.results).toMatchObject([
      { mean: null, marked: 0, failed: 2, open: 0 },
      { failed: 2 },
    ]);
    const [prompt] = await readPrompts(id, '&failed=1');
    expect(prompt?.answers[0]?.marks[0]?.problem?.code).toMatch(/^MODEL_RESPONSE/);
    verdict = usual;
    await hub.ask('POST', `/api/v1/evaluations/${id}/scores/${scoreId}/again`);
    const again = await waitUntilSettled(hub, id);
    expect(again.scores[0]?.runs).toHaveLength(2);
    const second = await readResults(id);
    expect(second.scores[0]?.results).toMatchObject([
      { marked: 2, failed: 0 },
      { marked: 2, failed: 0 },
    ]);
  });

  test('who cannot be sent a message is not asked for ever: the answer is marked with why', async () => {
    const long = 'x'.repeat(900_000);
    const lines = `prompt,completion: Ann\nlong,${long}\nshort,Paris\n`;
    const instruction = '{answer}'.repeat(20);
    const { id } = await evaluate(hub, {
      datasetId: await importPrompts(hub, lines),
      candidates: [{ kind: 'completions', completions: 'Ann' }],
      scores: [{ settings: { kind: 'judge', modelId: models.judge, instruction } }],
    });
    const view = await waitUntilSettled(hub, id);
    expect(view.scores[0]?.runs).toHaveLength(1);
    const marks = (await readPrompts(id)).map(({ answers }) => answers[0]?.marks[0]);
    expect(marks).toMatchObject([
      { value: null, problem: { message: expect.stringContaining('bytes') } },
      { value: 5, problem: null },
    ]);
  });
});

test('what changed while nothing was heard of runs is found once the hub hears again', async () => {
  const { id } = await evaluate(hub, {
    datasetId: await importPrompts(hub, csv),
    candidates: candidates(),
  });
  await waitUntilSettled(hub, id);
  const countOld = async () =>
    (
      await hub.database.pool.query(
        'select from evaluation_answers where evaluation_id = $1 and prediction_id = item_id',
        [id],
      )
    ).rowCount;
  await hub.database.pool.query(
    'update evaluation_answers set prediction_id = item_id where evaluation_id = $1',
    [id],
  );
  expect(await countOld()).toBeGreaterThan(0);
  await hub.database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query ilike 'listen%'`,
  );
  await expect.poll(countOld).toBe(0);
});

describe('people', () => {
  test('judge answers in an order of their own, without names, which are told afterwards', async () => {
    const { id } = await evaluate(hub, {
      datasetId: await importPrompts(hub, csv),
      candidates: candidates(),
    });
    await waitUntilSettled(hub, id);
    const url = `/api/v1/evaluations/${id}/blind`;
    const { body: turn } = await hub.ask<BlindTurn>('GET', url);
    expect(turn).toMatchObject({ judged: 0, judgeable: 2, next: { number: 1 } });
    expect(JSON.stringify(turn)).not.toMatch(/Good|Poor|elsewhere|candidate/);
    const labels = turn.next?.answers.map(({ label }) => label);
    expect(labels).toEqual(['A', 'B', 'C']);
    expect((await hub.ask<BlindTurn>('GET', url)).body).toEqual(turn);
    const label = turn.next?.answers.find(({ text }) => text === 'Paris.')?.label;
    const said = turn.next?.answers.map((answer, index) => ({
      label: answer.label,
      rating: answer.label === label ? 5 : 2,
      rank: answer.label === label ? 1 : index + 2,
    }));
    const judgements = { judgements: said };
    const place = `${url}/${turn.next?.dataRowId}`;
    const { body: told } = await hub.ask<Revealed>('POST', place, judgements);
    expect(told.find((one) => one.label === label)?.name).toBe('Good');
    const { people } = await readResults(id);
    expect(people).toMatchObject({ raters: [{ prompts: 1 }], agreement: null, ratedTwice: 0 });
    expect(people.results).toMatchObject([
      { mean: { mean: 5 }, ratings: 1, standing: { meanRank: 1, wins: 2 } },
      { mean: { mean: 2 }, ratings: 1 },
      { mean: { mean: 2 }, ratings: 1 },
    ]);
    // Somebody else has an order of their own, and says something else of the same.
    const other = { authorization: `Bearer ${await hub.makeKey()}` };
    const theirs = await hub.app.inject({ method: 'GET', url: place, headers: other });
    const shown = theirs.json().answers.find((one: { text: string }) => one.text === 'Paris.');
    await hub.app.inject({
      method: 'POST',
      url: place,
      headers: other,
      payload: { judgements: [{ label: shown.label, rating: 3 }] },
    });
    const both = await readResults(id);
    expect(both.people).toMatchObject({ ratedTwice: 1, raters: [{ prompts: 1 }, { prompts: 1 }] });
    expect(both.people.results[0]).toMatchObject({ mean: { mean: 4 }, ratings: 2 });
    const { body: next } = await hub.ask<BlindTurn>('GET', url);
    expect(next).toMatchObject({ judged: 1, next: { number: 2, answers: [{}, {}] } });
    const late = { label: shown.label, version: shown.version, rating: 1 };
    await hub.database.pool.query(
      `update evaluation_answers set text = 'Lyon.' where evaluation_id = $1 and text = 'Paris.'`,
      [id],
    );
    const refused = await hub.app.inject({
      method: 'POST',
      url: place,
      headers: other,
      payload: { judgements: [late] },
    });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'INPUT_ANSWER_REPLACED']);
    expect((await readResults(id)).people).toEqual(both.people);
    const wrong = await hub.ask('POST', place, { judgements: [{ label: 'H', rating: 1 }] });
    expect([wrong.status, wrong.body.message]).toEqual([
      400,
      'There is no answer H to this prompt.',
    ]);
  });
});

describe('evaluations are listed', () => {
  let datasetId: string;
  beforeAll(async () => {
    datasetId = await importPrompts(hub, csv);
    const elsewhere = { kind: 'completions', completions: 'elsewhere' };
    const make = (name: string, candidate: object) =>
      evaluate(hub, { name, datasetId, candidates: [candidate] });
    await make('100 % of Capitals', elsewhere);
    await make('100 sums', { kind: 'model', modelId: models.good });
    await make('Others', { ...elsewhere, name: 'Ann' });
  });

  async function list(query: object) {
    const all = new URLSearchParams({ datasetId, ...query });
    const { body } = await hub.ask<Page<EvaluationView>>('GET', `/api/v1/evaluations?${all}`);
    return { names: body.items.map(({ name }) => name), nextCursor: body.nextCursor };
  }

  test('by words of their name, of a candidate or of the dataset, in any case and as they stand', async () => {
    expect((await list({ text: 'capitals' })).names).toEqual(['100 % of Capitals']);
    expect((await list({ text: '100 %' })).names).toEqual(['100 % of Capitals']);
    expect((await list({ text: 'ann' })).names).toEqual(['Others']);
    expect((await list({ text: 'prompts' })).names).toHaveLength(3);
    expect((await list({ text: 'nowhere' })).names).toEqual([]);
  });

  test('of the model that a candidate is, and over a dataset', async () => {
    expect((await list({ modelId: models.good })).names).toEqual(['100 sums']);
    expect((await list({ modelId: models.poor })).names).toEqual([]);
    expect((await list({ datasetId: await importPrompts(hub, csv) })).names).toEqual([]);
  });

  test('newest or oldest first, by pages; a cursor of another list is refused', async () => {
    const oldestFirst = ['100 % of Capitals', '100 sums', 'Others'];
    for (const [order, names] of [
      ['newest', oldestFirst.toReversed()],
      ['oldest', oldestFirst],
    ] as const) {
      const first = await list({ order, limit: '2' });
      const second = await list({ order, limit: '2', cursor: first.nextCursor });
      expect([...first.names, ...second.names]).toEqual(names);
      expect(second).toMatchObject({ names: [names[2]], nextCursor: null });
    }
    expect((await list({})).names).toEqual(oldestFirst.toReversed());
    const { body } = await hub.ask('GET', '/api/v1/models?limit=1');
    const refused = await hub.ask('GET', `/api/v1/evaluations?cursor=${body.nextCursor}`);
    expect([refused.status, refused.body.message]).toEqual([
      400,
      'cursor: must be the nextCursor of the page before, unchanged.',
    ]);
  });
});

test('an evaluation is exported, and deleted with what was said; its runs stay', async () => {
  const { id } = await evaluate(hub, {
    datasetId: await importPrompts(hub, csv),
    candidates: candidates(),
    scores: [{ settings: { kind: 'token_f1' } }],
  });
  const view = await waitUntilSettled(hub, id);
  const headers = { authorization: `Bearer ${hub.apiKey}` };
  const read = async (query: string) =>
    (await hub.app.inject({ url: `/api/v1/evaluations/${id}/export?${query}`, headers })).body;
  expect((await read('format=csv')).trim().split('\r\n')).toHaveLength(7);
  const lines = (await read('format=jsonl'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatchObject({ candidate: 'Good', text: 'Paris.', marks: [{ value: 1 }] });
  const answer = await hub.app.inject({
    method: 'DELETE',
    url: `/api/v1/evaluations/${id}`,
    headers,
  });
  expect(answer.statusCode).toBe(204);
  expect((await hub.ask('GET', `/api/v1/evaluations/${id}`)).status).toBe(404);
  expect((await hub.ask('GET', `/api/v1/runs/${view.candidates[0]?.run?.id}`)).status).toBe(200);
  expect(await readEvaluation(hub, id)).toMatchObject({ code: 'INPUT_NOT_FOUND' });
});
