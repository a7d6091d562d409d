import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { describe, expect, it } from 'vitest';
import { type FrameAnswer, joinFrameAnswers } from './frame-answers.ts';

const tag = (name: string, rest: object = {}): Annotation => ({
  kind: 'tag',
  class: name,
  confidence: 1,
  ...rest,
});

const said = (frame: number, annotations: Annotation[], rest: object = {}): FrameAnswer => ({
  frame,
  answer: { annotations, ...rest },
  warnings: [],
});

describe('the answers about the frames of a video', () => {
  it('are one answer whose annotations carry their frames', () => {
    const { answer } = joinFrameAnswers([said(0, [tag('a')]), said(25, [tag('a'), tag('b')])]);
    expect(answer).toEqual({
      annotations: [tag('a', { frame: 0 }), tag('a', { frame: 25 }), tag('b', { frame: 25 })],
    });
  });

  it('keep relations within their frame, though the model gives the same names in each', () => {
    const relation: Annotation = {
      kind: 'relation',
      class: 'rides',
      confidence: null,
      from: 'p',
      to: 'h',
    };
    const annotations = [tag('person', { id: 'p' }), tag('horse', { id: 'h' }), relation];
    const { answer } = joinFrameAnswers([said(1, annotations), said(2, annotations)]);
    expect(answer.annotations.slice(3)).toEqual([
      tag('person', { id: '2/p', frame: 2 }),
      tag('horse', { id: '2/h', frame: 2 }),
      { ...relation, from: '2/p', to: '2/h', frame: 2 },
    ]);
  });

  it('name the frame of each warning, and keep its place', () => {
    const warning = {
      code: 'SHAPE_EMPTY' as const,
      message: 'A box is flat.',
      pointer: '/results/0',
    };
    const { warnings } = joinFrameAnswers([{ ...said(7, []), warnings: [warning] }]);
    expect(warnings).toEqual([{ ...warning, message: 'Frame 7: A box is flat.' }]);
  });

  it('were read leniently where one was, took the tokens of all, and have the last version', () => {
    const usage = { promptTokens: 5, completionTokens: 2, totalTokens: 7 };
    const { answer } = joinFrameAnswers([
      said(0, [], { reading: 'strict', usage, reportedVersion: '1' }),
      said(1, [], { reading: 'lenient', usage: { ...usage, promptTokens: null } }),
    ]);
    expect(answer).toMatchObject({
      reading: 'lenient',
      usage: { promptTokens: null, completionTokens: 4, totalTokens: 14 },
      reportedVersion: '1',
    });
  });

  it('are nothing where nothing was asked', () => {
    expect(joinFrameAnswers([])).toEqual({ answer: { annotations: [] }, warnings: [] });
  });
});
