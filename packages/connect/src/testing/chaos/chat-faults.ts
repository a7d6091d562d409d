import type { Json } from '@patchbay/core/json.ts';
import { type Fault, say, spoil, type Verdict } from './fault.ts';
import { chatOf } from './right-answer.ts';

/** A chat completion, said to whoever asks. */
function chat(row: string, name: string, verdict: Verdict, answer: Json): Fault {
  const headers = { 'content-type': 'application/json' };
  const spoken = say({ headers, body: JSON.stringify(answer) });
  return { row, name, wanted: { 'openai-chat': verdict }, answer: spoken };
}

const echo = '{"echo":"words"}';
const invalid = 'MODEL_RESPONSE_INVALID';
const call = { id: 'call-1', type: 'function', function: { name: 'label', arguments: '{}' } };
const refused = { role: 'assistant', content: null, refusal: 'I cannot help with that.' };
const calling = { role: 'assistant', content: null, tool_calls: [call] };

/** Chat completions that are not the one complete answer that was asked for. */
export const chatFaults: readonly Fault[] = [
  chat('J5', 'words-in-a-string', 'JSON_UNWRAPPED', chatOf(JSON.stringify(echo))),
  chat('J5', 'words-fenced', 'JSON_UNWRAPPED', chatOf(`\`\`\`json\n${echo}\n\`\`\``)),
  chat('J17', 'no-choice', invalid, { ...(chatOf(echo) as object), choices: [] }),
  {
    row: 'J17',
    name: 'two-choices',
    wanted: { 'openai-chat': invalid },
    answer: spoil((json) => {
      const answer = JSON.parse(json);
      return JSON.stringify({ ...answer, choices: [...answer.choices, ...answer.choices] });
    }),
  },
  chat('J17', 'null-content', invalid, chatOf(null)),
  chat('J17', 'refusal', 'MODEL_REFUSED_CONTENT', chatOf(null, { message: refused })),
  chat('J17', 'length', 'MODEL_OUTPUT_TRUNCATED', chatOf('{"ec', { finish_reason: 'length' })),
  chat('J17', 'tool-calls', invalid, chatOf(null, { message: calling })),
  chat('J17', 'list-of-parts', 'succeeds', chatOf([{ type: 'text', text: echo }])),
  chat('J18', 'error-in-200', 'MODEL_SERVER_ERROR', {
    error: { message: 'CUDA out of memory', type: 'server_error', code: 500 },
  }),
];
