/** Why a model stopped writing, whatever its server calls it. */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'tool_call' | 'error' | 'unknown';

/** The words of OpenAI, TGI, Mistral, DeepSeek, OpenRouter and Google, in lower case. */
const meanings: { readonly [word: string]: FinishReason } = {
  stop: 'stop',
  stop_sequence: 'stop',
  eos_token: 'stop',
  end_turn: 'stop',
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  content_filter: 'content_filter',
  safety: 'content_filter',
  refusal: 'content_filter',
  tool_calls: 'tool_call',
  function_call: 'tool_call',
  error: 'error',
  abort: 'error',
  insufficient_system_resource: 'error',
};

/** Reads a reason; a server that gives none wrote to the end. */
export function readFinishReason(written: string | null | undefined): FinishReason {
  if (!written) return 'stop';
  const word = written.toLowerCase();
  return Object.hasOwn(meanings, word) ? (meanings[word] ?? 'unknown') : 'unknown';
}
