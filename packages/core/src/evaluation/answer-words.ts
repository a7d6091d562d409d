import type { Annotation } from '../annotation/annotation.ts';

/**
 * The words with which a model answered: its free texts, each on lines of its own. Where it answered by other
 * annotations, these as JSON, so that they can be held against a schema or an expected text too.
 */
export function readAnswerWords(annotations: readonly Annotation[]): string {
  const texts = annotations.flatMap((annotation) =>
    annotation.kind === 'free_text' ? [annotation.text] : [],
  );
  if (texts.length === annotations.length) return texts.join('\n');
  return JSON.stringify(annotations);
}
