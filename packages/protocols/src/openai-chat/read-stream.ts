import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { ChatPiece } from '../chat-protocol.ts';
import { createEventStreamParser } from '../event-stream.ts';
import { checkShape } from '../json/check-shape.ts';
import { readJsonText } from '../json/model-json.ts';
import { type Chunk, chunkSchema } from './chunk.ts';
import { findReportedProblem } from './reported-problem.ts';
import { createStreamedChoice, type StreamedChoice } from './streamed-choice.ts';

/** Reads a streamed answer piece by piece. */
export interface ChatStreamReader {
  /** Takes the next piece of the body, split anywhere, and gives what of the answer it brought. */
  push(piece: string): ChatPiece[];
  /**
   * Ends the body and gives the answer as the server would have written it whole, for
   * `decodeResponse`. MODEL_REPORTED_FAILURE where an error came in the middle, MODEL_CONNECTION_LOST
   * where the stream broke off, MODEL_RESPONSE_… where it cannot be read.
   */
  end(): Outcome<{ [field: string]: Json }>;
}

/** Longer streams are refused. In UTF-16 code units; the limit of an answer that comes whole. */
const maximumLength = 16 * 1024 * 1024;

export function createChatStreamReader(): ChatStreamReader {
  const parser = createEventStreamParser();
  const choices = new Map<number, StreamedChoice>();
  let head: { [field: string]: Json } = {};
  let length = 0;
  let eventCount = 0;
  let isDone = false;
  let problem: Problem | null = null;

  function readEvent(data: string): ChatPiece[] {
    if (problem || isDone || data === '') return [];
    eventCount += 1;
    if (data.trim() === '[DONE]') {
      isDone = true;
      return [];
    }
    const chunk = readChunk(data, eventCount);
    if (!chunk.ok) {
      problem = chunk.problem;
      return [];
    }
    head = { ...head, ...readHead(chunk.value) };
    return (chunk.value.choices ?? []).flatMap((delta, position) => {
      const index = delta.index ?? position;
      const choice = choices.get(index) ?? createStreamedChoice();
      choices.set(index, choice);
      return choice.add(delta);
    });
  }

  return {
    push(piece) {
      length += piece.length;
      if (length > maximumLength && !problem) {
        const message = `The stream has more than ${maximumLength} characters.`;
        problem = { code: 'MODEL_RESPONSE_TOO_LARGE', message };
      }
      return problem ? [] : parser.push(piece).flatMap(readEvent);
    },
    end() {
      if (!problem) parser.end().forEach(readEvent);
      if (problem) return fail(problem);
      if (eventCount === 0) {
        const message = 'The answer is no stream: it has no event in it.';
        return fail({ code: 'MODEL_RESPONSE_NOT_JSON', message });
      }
      const isWhole =
        isDone || (choices.size > 0 && [...choices.values()].every((one) => one.isFinished()));
      if (!isWhole) {
        const message = `The stream broke off after ${eventCount} events, before the answer was complete.`;
        return fail({ code: 'MODEL_CONNECTION_LOST', message });
      }
      const built = [...choices].sort(([one], [other]) => one - other);
      return succeed({ ...head, choices: built.map(([index, choice]) => choice.build(index)) });
    },
  };
}

/** The fields that the whole answer has beside its choices, as far as a chunk brings them. */
function readHead({ id, created, model, usage }: Chunk): { [field: string]: Json } {
  return {
    ...(id && { id }),
    ...(typeof created === 'number' && { created }),
    ...(model && { model }),
    ...(usage && { usage }),
  };
}

function readChunk(data: string, number: number): Outcome<Chunk> {
  const json = readJsonText(data, { allowComments: false }, `event ${number} of the stream`);
  if (!json.ok) return json;
  const reported = findReportedProblem(json.value);
  return reported ? fail(reported) : checkShape(chunkSchema, json.value);
}
