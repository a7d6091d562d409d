import type { EvaluationView } from '@patchbay/core/api/evaluation-views.ts';
import { expect } from 'vitest';
import { type ScriptedModel, startScriptedModel } from '../../runs/testing/scripted-model.ts';
import { registerEcho } from '../../runs/testing/start-run.ts';
import type { TestHub } from '../../testing/test-hub.ts';

/** What a chat model of a test answers to the last message; a text, or a status that is no success. */
export type Reply = (message: string, attempt: number) => string | { status: number };

/** A chat model whose answers a test decides. */
export async function startChat(reply: Reply): Promise<ScriptedModel> {
  return await startScriptedModel(({ body, attempt }, response) => {
    const { messages } = body as { messages: { content: string }[] };
    const answer = reply(messages.at(-1)?.content ?? '', attempt);
    if (typeof answer !== 'string') {
      response.writeHead(answer.status).end('{}');
      return;
    }
    const choice = {
      index: 0,
      message: { role: 'assistant', content: answer },
      finish_reason: 'stop',
    };
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ model: 'chat', choices: [choice] }));
  });
}

/** Registers a chat model; its id. */
export async function registerChat(
  hub: TestHub,
  chat: ScriptedModel,
  name: string,
  dataRowTypes: readonly string[] = ['conversational', 'text'],
): Promise<string> {
  return await registerEcho(hub, chat, {
    name,
    protocol: 'openai-chat',
    connection: { url: new URL('/v1', chat.url).href, model: 'chat' },
    dataRowTypes,
    ontology: {},
  });
}

/** A dataset of prompts, from a CSV. */
export async function importPrompts(hub: TestHub, csv: string): Promise<string> {
  const name = `Prompts ${crypto.randomUUID()}`;
  const { body } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', { name });
  const url = `/api/v1/datasets/${body.id}/import?format=prompts-csv`;
  const { status, body: report } = await hub.upload(url, { 'prompts.csv': csv });
  expect([status, report]).toMatchObject([200, { failedCount: 0 }]);
  return body.id;
}

/** Makes an evaluation. */
export async function evaluate(hub: TestHub, input: object): Promise<EvaluationView> {
  const wanted = { name: `Evaluation ${crypto.randomUUID()}`, ...input };
  const { status, body } = await hub.ask<EvaluationView>('POST', '/api/v1/evaluations', wanted);
  expect([status, body]).toMatchObject([201, {}]);
  return body;
}

export async function readEvaluation(hub: TestHub, id: string): Promise<EvaluationView> {
  return (await hub.ask<EvaluationView>('GET', `/api/v1/evaluations/${id}`)).body;
}

/** Waits until nothing more is to come. */
export async function waitUntilSettled(hub: TestHub, id: string): Promise<EvaluationView> {
  await expect
    .poll(async () => (await readEvaluation(hub, id)).isUnderWay, { timeout: 25_000 })
    .toBe(false);
  return await readEvaluation(hub, id);
}
