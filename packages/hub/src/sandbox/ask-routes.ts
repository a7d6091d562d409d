import type { OwnApi } from '../http/own-api.ts';
import type { AskService } from './ask-service.ts';
import type { Asked } from './question.ts';
import { viewAnswer } from './view-answer.ts';

/** The routes of `contract.models` that ask a model about one input. */
export function createAskRoutes(api: OwnApi, questions: AskService) {
  return {
    ask: api.models.ask.handler(async ({ input, context, signal = never }) => {
      const { id, region, parameters } = input;
      const question = { asked: readAsked(input), parameters, ...(region && { region }) };
      return viewAnswer(await questions.ask(context.principal, id, question, signal));
    }),
  };
}

/** For who cannot hang up. */
const never = new AbortController().signal;

/** The contract sees to it that exactly one is given. */
export function readAsked(input: {
  dataRowId?: string | undefined;
  frame?: number | undefined;
  text?: string | undefined;
  html?: string | undefined;
}): Asked {
  const { dataRowId, frame, text, html = '' } = input;
  if (dataRowId !== undefined) {
    return { kind: 'data-row', id: dataRowId, ...(frame !== undefined && { frame }) };
  }
  return text === undefined ? { kind: 'html', text: html } : { kind: 'text', text };
}
