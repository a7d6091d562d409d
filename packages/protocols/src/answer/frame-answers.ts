import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { TokenUsage } from '@patchbay/core/prediction/token-usage.ts';
import type { ModelAnswer } from '../prediction-protocol.ts';

/** What a model said about one frame of a video, asked about it as an image. */
export interface FrameAnswer {
  /** Index of the frame. */
  readonly frame: number;
  readonly answer: ModelAnswer;
  readonly warnings: readonly Warning[];
}

/** The answers about the frames of a video as one about the video; every annotation carries its frame. */
export function joinFrameAnswers(answers: readonly FrameAnswer[]): {
  answer: ModelAnswer;
  warnings: Warning[];
} {
  const readings = answers.flatMap(({ answer }) => answer.reading ?? []);
  const usages = answers.flatMap(({ answer }) => answer.usage ?? []);
  const reportedVersion = answers.findLast(({ answer }) => answer.reportedVersion)?.answer
    .reportedVersion;
  return {
    answer: {
      annotations: answers.flatMap(({ frame, answer }) =>
        answer.annotations.map((annotation) => placeInFrame(annotation, frame)),
      ),
      ...(readings.length > 0 && {
        reading: readings.includes('lenient') ? 'lenient' : 'strict',
      }),
      ...(usages.length > 0 && { usage: usages.reduce(addUsage) }),
      ...(reportedVersion !== undefined && { reportedVersion }),
    },
    warnings: answers.flatMap(({ frame, warnings }) =>
      warnings.map((warning) => ({ ...warning, message: `Frame ${frame}: ${warning.message}` })),
    ),
  };
}

/** Names that are given to annotations hold within an answer: between frames the frame tells them apart. */
function placeInFrame(annotation: Annotation, frame: number): Annotation {
  const nameIn = (id: string) => `${frame}/${id}`;
  const named = annotation.id === undefined ? {} : { id: nameIn(annotation.id) };
  if (annotation.kind !== 'relation') return { ...annotation, ...named, frame };
  const { from, to } = annotation;
  return { ...annotation, ...named, from: nameIn(from), to: nameIn(to), frame };
}

function addUsage(one: TokenUsage, other: TokenUsage): TokenUsage {
  return {
    promptTokens: add(one.promptTokens, other.promptTokens),
    completionTokens: add(one.completionTokens, other.completionTokens),
    totalTokens: add(one.totalTokens, other.totalTokens),
  };
}

/** What one answer did not say, the sum cannot say either. */
function add(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}
