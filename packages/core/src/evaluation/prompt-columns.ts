import { fail, type Outcome, succeed } from '../error/outcome.ts';
import { isJsonObject, type Json } from '../json.ts';
import { completionsKey, expectedKey } from './prompt-row.ts';

/** What the columns of a prompt set may be called, without regard to case, spaces, hyphens and underscores. */
const aliases = {
  prompt: ['prompt', 'input', 'question', 'user', 'userprompt', 'instruction'],
  system: ['system', 'systemprompt'],
  expected: [
    'expectedcompletion',
    'expected',
    'expectedanswer',
    'expectedoutput',
    'idealoutput',
    'ideal',
    'reference',
    'groundtruth',
  ],
  key: ['id', 'globalkey'],
  completion: ['completion', 'answer', 'output', 'response'],
} as const;
type Meaning = keyof typeof aliases;

/**
 * `Completion: GPT-4`, `completion_mine`: an answer of one of several who made theirs elsewhere. `response_time` and
 * `output_tokens` are none.
 */
const namedCompletion = /^(?:(?:completion|answer|output|response)\s*:|completion_)\s*(.+)$/i;

/** Under which name an answer stands whose column names nobody. */
const namelessCompletion = 'completion';

/** One prompt of a prompt set, as it is written. */
export interface WrittenPrompt {
  readonly prompt: string;
  readonly system: string | null;
  /** Names the row in its dataset; null where the list does not. */
  readonly key: string | null;
  /** What the data row keeps beside: the expected completion, answers made elsewhere, and all else. */
  readonly metadata: { [name: string]: Json };
}

/** The first two that claim to be the same; null where all is clear. */
export function findRepeatedMeaning(names: readonly string[]): [string, string] | null {
  const seen = new Map<Meaning, string>();
  for (const name of names) {
    const meaning = meaningOf(name);
    if (meaning === null) continue;
    const earlier = seen.get(meaning);
    if (earlier !== undefined) return [earlier, name];
    seen.set(meaning, name);
  }
  return null;
}

/** Whether one of the columns holds the prompts. */
export function namesPrompt(names: readonly string[]): boolean {
  return names.some((name) => meaningOf(name) === 'prompt');
}

/** Reads a record of a prompt set: a line of CSV by its columns, or an object of JSON Lines. INPUT_INVALID */
export function readPromptRecord(record: {
  readonly [name: string]: Json;
}): Outcome<WrittenPrompt> {
  const repeated = findRepeatedMeaning(Object.keys(record));
  if (repeated)
    return invalid(
      `has "${repeated[0]}" and "${repeated[1]}", which mean the same. Keep one of them.`,
    );
  const found: { [Key in Meaning]?: string } = {};
  const metadata: { [name: string]: Json } = {};
  const completions: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(record)) {
    const meaning = meaningOf(name);
    const maker = namedCompletion.exec(name)?.[1]?.trim();
    if (name === completionsKey && isJsonObject(value)) Object.assign(completions, value);
    else if (meaning === null && maker === undefined) metadata[name] = value;
    else {
      const words = typeof value === 'number' ? String(value) : value;
      if (typeof words !== 'string') return invalid(`has a "${name}" that is no text.`);
      if (meaning === 'completion') completions[namelessCompletion] = words;
      else if (meaning !== null) found[meaning] = words;
      else if (maker !== undefined) completions[maker] = words;
    }
  }
  const wrong = Object.values(completions).find((words) => typeof words !== 'string');
  if (wrong !== undefined) return invalid(`has "${completionsKey}" of which one is no text.`);
  return toPrompt(found, completions, metadata);
}

function toPrompt(
  { prompt = '', system = '', key, expected }: { [Key in Meaning]?: string },
  completions: { [name: string]: Json },
  metadata: { [name: string]: Json },
): Outcome<WrittenPrompt> {
  if (prompt.trim() === '') {
    return invalid('has no prompt. Give each record the words that the model is sent in "prompt".');
  }
  return succeed({
    prompt,
    system: system.trim() === '' ? null : system,
    key: key?.trim() || null,
    metadata: {
      ...metadata,
      ...(expected !== undefined && { [expectedKey]: expected }),
      ...(Object.keys(completions).length > 0 && { [completionsKey]: completions }),
    },
  });
}

function meaningOf(name: string): Meaning | null {
  const plain = name.toLowerCase().replace(/[\s_-]+/g, '');
  for (const [meaning, names] of Object.entries(aliases)) {
    if ((names as readonly string[]).includes(plain)) return meaning as Meaning;
  }
  return null;
}

function invalid(finding: string): Outcome<never> {
  return fail({ code: 'INPUT_INVALID', message: `The record ${finding}` });
}
