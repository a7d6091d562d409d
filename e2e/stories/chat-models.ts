import { scoreTokenF1 } from '@patchbay/core/evaluation/token-f1.ts';
import { splitSentences } from '@patchbay/example-models/summariser/sentences.ts';
import { startSummariser } from '@patchbay/example-models/summariser.ts';
import { defineModel, reportFailure } from '@patchbay/model-kit';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';

/** Sums up a text in its first sentence, as news are written. */
const leader = defineModel({
  name: 'First sentence',
  description: 'Takes the first sentence of a text for its summary.',
  dataRowTypes: ['text'],
  ontology: { classifications: [{ kind: 'free_text', name: 'summary' }] },
  predict({ text }) {
    const [first] = splitSentences(text);
    if (!first) reportFailure('The text has no sentence.');
    return [{ kind: 'free_text', class: 'summary', text: first.text }];
  },
});

/** Judges an answer by the words that it shares with the one that was expected, 1 to 5. */
const judge = defineModel({
  name: 'Judge of words',
  description: 'Compares the words of an answer with those that were expected.',
  dataRowTypes: ['text'],
  ontology: { classifications: [{ kind: 'free_text', name: 'verdict' }] },
  predict({ text }) {
    const found =
      /Expected answer:\n([\s\S]*?)\n\nAnswer to grade:\n([\s\S]*?)\n\nGive a score/.exec(text);
    if (!found) reportFailure('The message does not say what is to be graded.');
    const [, expected = '', answer = ''] = found;
    const overlap = scoreTokenF1(answer, expected);
    const verdict = {
      score: 1 + Math.round(overlap * 4),
      reason: `${Math.round(overlap * 100)} % of the words are those that were expected.`,
    };
    return [{ kind: 'free_text', class: 'verdict', text: JSON.stringify(verdict) }];
  },
});

/** Starts two models that sum up texts, and one that judges what they say. */
export async function startChatModels() {
  const protocols = ['openai-chat'] as const;
  const [summariser, first, judging] = await Promise.all([
    startSummariser(),
    serveModel(leader, { protocols: [...protocols] }),
    serveModel(judge, { protocols: [...protocols] }),
  ]);
  const servers = [summariser, first, judging];
  return {
    models: { Summariser: summariser.url, 'First sentence': first.url, Judge: judging.url },
    hosts: servers.map(({ url }) => new URL(url).host),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
