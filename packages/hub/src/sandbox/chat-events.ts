import type { ConverseResult } from '@patchbay/connect/converse.ts';
import type { Exchange } from '@patchbay/connect/exchange.ts';
import type { ChatEvent, ChatExchange } from '@patchbay/core/api/chat-routes.ts';

/** Characters of an answer that are shown in its exchange. */
const mostShown = 262_144;

/** When what of an answer came, in milliseconds after the question was sent. */
export interface ChatTimes {
  readonly firstPieceMs: number | null;
  readonly latencyMs: number;
}

/** The last event of an answer. */
export function describeEnd(
  { outcome, retryAfterMs, exchange, isStreamed }: ConverseResult,
  times: ChatTimes,
  isStreamRefused: boolean,
): ChatEvent {
  const { latencyMs, firstPieceMs } = times;
  const shown = exchange && toExchangeView(exchange);
  if (!outcome.ok) {
    const { problem } = outcome;
    return { type: 'failed', problem, retryAfterMs, latencyMs, exchange: shown };
  }
  const { value, warnings } = outcome;
  const whole = isStreamRefused ? 'stream-refused' : 'whole';
  return {
    type: 'answered',
    ...value,
    warnings: [...warnings],
    delivery: isStreamed ? 'streamed' : whole,
    firstPieceMs: isStreamed ? firstPieceMs : null,
    latencyMs,
    exchange: shown,
  };
}

function toExchangeView({ startedAt, latencyMs, request, response }: Exchange): ChatExchange {
  const isLong = response !== null && response.body.length > mostShown;
  return {
    startedAt: startedAt.toISOString(),
    latencyMs,
    request,
    response: response && {
      ...response,
      body: response.body.slice(0, mostShown),
      cutFrom: isLong ? Buffer.byteLength(response.body) : null,
    },
  };
}

/** Pieces that wait together are sent together. */
export function mergePieces(first: ChatEvent, second: ChatEvent): ChatEvent | null {
  if (first.type !== 'piece' || second.type !== 'piece' || first.kind !== second.kind) return null;
  return { ...first, text: first.text + second.text };
}
