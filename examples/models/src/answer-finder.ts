import { type ConversationTurn, defineModel, reportFailure, serveModel } from '@patchbay/model-kit';
import { findAnswer } from './answer-finder/find-answer.ts';
import { type StartOptions, startFromCommandLine } from './start-from-command-line.ts';

/** Answers a question about what was said before with the sentence that fits it best. */
export const answerFinder = defineModel({
  name: 'Answer finder',
  description:
    'Answers the last message with the sentences that share most with it, of all that the user said before.',
  dataRowTypes: ['conversational'],
  ontology: { classifications: [{ kind: 'free_text', name: 'answer' }] },
  parametersSchema: {
    properties: {
      sentences: {
        description: 'Number of sentences of the answer.',
        type: 'integer',
        minimum: 1,
        maximum: 5,
        default: 1,
      },
    },
  },
  predict({ turns }, { parameters }) {
    const said = turns.filter(({ role }) => role === 'user').map(wordsOf);
    const question = said.at(-1) ?? '';
    // Asked at once, text and question stand in one message: its last line is the question.
    const [text, asked] =
      said.length > 1 ? [said.slice(0, -1).join('\n'), question] : cut(question);
    const answer = findAnswer(text, asked, Number(parameters.sentences));
    if (answer === null) reportFailure('There is no text before the question to look into.');
    return [{ kind: 'free_text', class: 'answer', text: answer }];
  },
});

function wordsOf({ parts }: ConversationTurn): string {
  return parts.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

function cut(message: string): [text: string, question: string] {
  const lines = message.trim().split('\n');
  return [lines.slice(0, -1).join('\n'), lines.at(-1) ?? ''];
}

/** Starts the answer finder at `/v1/chat/completions`. */
export function startAnswerFinder(options: StartOptions = {}) {
  return serveModel(answerFinder, { ...options, protocols: ['openai-chat'] });
}

if (import.meta.main) await startFromCommandLine(startAnswerFinder);
