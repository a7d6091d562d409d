import { andThen, fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Problem } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { HttpResponse } from '../http-message.ts';
import { readBase64Image } from '../image/base64-image.ts';
import { checkShape } from '../json/check-shape.ts';
import { readRequestJson } from '../json/request-json.ts';
import type { ModelInput } from '../model-input.ts';
import { describeOtherTurns } from '../other-turns.ts';
import { failureStatus, respondJson } from '../respond.ts';
import { type Message, requestSchema } from './wire.ts';

type ReadRequest = { input: ModelInput; parameters: { [name: string]: Json } };

/** Reads a request on the side of the model server. */
export function decodeRequest(body: string): Outcome<ReadRequest> {
  return andThen(readRequestJson(body), (json) =>
    andThen(checkShape(requestSchema, json, [], 'INPUT_INVALID'), (request) => {
      const turn = request.prompt.findLastIndex((message) => message.role === 'user');
      const message = request.prompt[turn];
      if (!message) {
        return fail({
          code: 'INPUT_INVALID',
          message: 'At /prompt there is no message of a user.',
        });
      }
      const otherTurns = describeOtherTurns(request.prompt, turn, '/prompt');
      return andThen(readUserMessage(message, `/prompt/${turn}`), ({ input, prompt }) => {
        const before = request.prompt.slice(0, turn);
        const parameters = request.inference_params ?? readParameters(before, prompt);
        return succeed({ input, parameters }, otherTurns);
      });
    }),
  );
}

/** The data row is the last image of the message, else its last text; a text before it is the prompt. */
function readUserMessage(
  message: Message,
  pointer: string,
): Outcome<{ input: ModelInput; prompt: string | undefined }> {
  const { parts } = message;
  const imageAt = parts.findLastIndex((part) => part.image !== undefined);
  const rowAt = imageAt === -1 ? parts.findLastIndex((part) => part.text !== undefined) : imageAt;
  const row = parts[rowAt];
  if (!row) {
    const wanted = `At ${pointer}/parts there is neither a text nor an image.`;
    return fail({ code: 'INPUT_INVALID', message: wanted });
  }
  const promptAt = parts.findIndex((part, index) => part.text !== undefined && index !== rowAt);
  const prompt = parts[promptAt]?.text;
  const warnings = parts.flatMap((_, index) =>
    index === rowAt || index === promptAt ? [] : [ignorePart(`${pointer}/parts/${index}`)],
  );
  const source =
    row.image === undefined
      ? succeed<ModelInput>({ type: 'text', text: row.text ?? '' })
      : andThen(readBase64Image(row.image, `${pointer}/parts/${rowAt}/image`), (image) =>
          succeed<ModelInput>({ type: 'image', source: image }),
        );
  return andThen(source, (input) => succeed({ input, prompt }, warnings));
}

function ignorePart(pointer: string): Warning {
  const message = 'One data row is read from a request; this further part was left out.';
  return { code: 'FIELD_IGNORED', message, pointer };
}

/** Where a request has no `inference_params`, the prompts tell what the parameters were. */
function readParameters(before: readonly Message[], prompt: string | undefined) {
  const system = before.find((message) => message.role === 'system')?.parts[0]?.text;
  return {
    ...(system !== undefined && { system_prompt: system }),
    ...(prompt !== undefined && { prompt }),
  };
}

/** Foundry has no form for a failure; this is the most widely read one. */
export function encodeFailure(problem: Problem): HttpResponse {
  return respondJson({ error: problem.message }, failureStatus(problem));
}
