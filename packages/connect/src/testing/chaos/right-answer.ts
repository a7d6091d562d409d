import type { Json } from '@patchbay/core/json.ts';
import type { ChaosCall } from './chaos-call.ts';

/** The contracts in which the endpoint answers; it knows them by the request. */
export type Contract = 'v7' | 'foundry' | 'openai-chat';

/** What a request of one of the contracts has, as far as the answer depends on it. */
interface AnyRequest {
  readonly image?: object;
  readonly messages?: object;
  readonly prompt?: readonly { readonly parts: readonly { readonly text?: string }[] }[];
}

/**
 * The right answer to a call, in the contract in which it was asked: boxes of the class `cat` for an
 * image, the free text `echo` for a text. It names the call that it answers, so that nobody can take it
 * for the answer to another: the text of the row, or the key of the item where the contract has no text.
 */
export function writeRightAnswer(call: ChaosCall): string {
  return JSON.stringify(answerOf(readRequest(call.body), call));
}

function answerOf(request: AnyRequest, { key, parameters }: ChaosCall): Json {
  const boxes = listBoxes(Number(parameters.get('boxes') ?? 1));
  if (request.image)
    return { status: 'succeeded', results: boxes.map((box) => resultOf(box, key)) };
  if (request.messages) return chatOf(JSON.stringify({ echo: key }));
  const parts = request.prompt?.flatMap((message) => message.parts) ?? [];
  const text = parts.find((part) => part.text !== undefined)?.text;
  if (text !== undefined) return { echo: text };
  return request.prompt ? { cat: { boxes, scores: boxes.map(() => 0.5) } } : { ok: true };
}

/** Boxes of 3 by 4 pixels one beside the other, as `[left, top, width, height]`. */
function listBoxes(count: number): [number, number, number, number][] {
  return Array.from({ length: count }, (_, index) => [1 + index, 2, 3, 4]);
}

function resultOf([x, y, w, h]: [number, number, number, number], key: string): Json {
  const cat = { name: 'cat', label: 'cat', confidence: 0.5 };
  return { ...cat, bounding_box: { x, y, w, h }, text: { text: key } };
}

/** A chat completion with these words. */
export function chatOf(content: Json, choice: { [name: string]: Json } = {}): Json {
  const message = { role: 'assistant', content };
  const whole = { index: 0, message, finish_reason: 'stop', ...choice };
  return { id: 'chat-1', object: 'chat.completion', model: 'chaos', choices: [whole] };
}

function readRequest(body: string): AnyRequest {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}
