import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { PreparedInput } from '../datasets/prepared-input.ts';
import type { AskResult } from '../runs/engine/ask-model.ts';

/** What a model is asked about: something that is kept nowhere, or a data row. */
export type Asked =
  | { readonly kind: 'image'; readonly bytes: Buffer }
  | { readonly kind: 'image-address'; readonly url: string }
  | { readonly kind: 'text' | 'html'; readonly text: string }
  | {
      readonly kind: 'data-row';
      readonly id: string;
      /** Of a video: the frame that is meant, asked about as an image. */
      readonly frame?: number;
    };

/** What is asked. */
export interface Question {
  readonly asked: Asked;
  /** The part of the image that is meant, in pixels of the image as displayed; the whole where it is left out. */
  readonly region?: Box;
  readonly parameters: { readonly [name: string]: Json };
}

/** What a model is asked about, ready to be sent. */
export interface Subject {
  readonly prepared: PreparedInput;
  /** Of the frame of a video that is asked about as an image. */
  readonly frame: number | null;
}

/** What became of a question, and the model as it was then. */
export interface Answered {
  readonly model: ModelView;
  readonly subject: Subject;
  readonly result: AskResult;
}
