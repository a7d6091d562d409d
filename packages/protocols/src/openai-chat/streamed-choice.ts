import type { Json } from '@patchbay/core/json.ts';
import type { ChatPiece } from '../chat-protocol.ts';
import type { ChoiceDelta, ToolCallDelta } from './chunk.ts';

/** Puts one choice of a streamed answer together. */
export interface StreamedChoice {
  add(delta: ChoiceDelta): ChatPiece[];
  /** The choice as it stands in an answer that is not streamed. */
  build(index: number): { [field: string]: Json };
  isFinished(): boolean;
}

interface ToolCall {
  id: string;
  name: string;
  arguments: string;
}

const pieceKinds = ['words', 'reasoning', 'refusal'] as const;

export function createStreamedChoice(): StreamedChoice {
  const pieces: { [Kind in ChatPiece['kind']]: string[] } = {
    words: [],
    reasoning: [],
    refusal: [],
  };
  const toolCalls = new Map<number, ToolCall>();
  let role = 'assistant';
  let finishReason: string | null = null;
  let isLegacy = false;

  return {
    add({ delta, text, finish_reason: reason }) {
      if (typeof text === 'string') isLegacy = true;
      if (reason) finishReason = reason;
      if (delta?.role) role = delta.role;
      for (const call of [delta?.tool_calls ?? []].flat()) addToolCall(toolCalls, call);
      const found = {
        words: delta?.content ?? text,
        reasoning: delta?.reasoning_content ?? delta?.reasoning,
        refusal: delta?.refusal,
      };
      return pieceKinds.flatMap((kind) => {
        const piece = found[kind];
        if (typeof piece !== 'string') return [];
        pieces[kind].push(piece);
        return piece === '' ? [] : [{ kind, text: piece }];
      });
    },
    build(index) {
      const words = pieces.words.length > 0 ? pieces.words.join('') : null;
      const end = { index, finish_reason: finishReason };
      if (isLegacy) return { ...end, text: words ?? '' };
      const calls = [...toolCalls.values()].map(writeToolCall);
      const message = {
        role,
        content: words,
        ...(pieces.reasoning.length > 0 && { reasoning_content: pieces.reasoning.join('') }),
        ...(pieces.refusal.length > 0 && { refusal: pieces.refusal.join('') }),
        ...(calls.length > 0 && { tool_calls: calls }),
      };
      return { ...end, message };
    },
    isFinished: () => finishReason !== null,
  };
}

/** Pieces of a tool call belong together by their index; where a server leaves it out, an id begins one. */
function addToolCall(calls: Map<number, ToolCall>, delta: ToolCallDelta): void {
  const index = delta.index ?? (delta.id ? calls.size : Math.max(0, calls.size - 1));
  const call = calls.get(index) ?? { id: '', name: '', arguments: '' };
  calls.set(index, call);
  const { name, arguments: written } = delta.function ?? {};
  if (delta.id) call.id = delta.id;
  if (name) call.name += name;
  if (typeof written === 'string') call.arguments += written;
  else if (written !== undefined && written !== null) call.arguments += JSON.stringify(written);
}

function writeToolCall({ id, name, arguments: written }: ToolCall): Json {
  return { id, type: 'function', function: { name, arguments: written } };
}
