import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { AnnotationDraft } from './annotation-draft.ts';

/** An image as a model gets it: the bytes of the file, whichever way they came. */
export interface ImageInput {
  readonly type: 'image';
  readonly bytes: Uint8Array;
  /** As the bytes themselves say, such as `image/jpeg`. */
  readonly mediaType: string;
  /** Size as displayed: with the EXIF orientation of a JPEG applied. */
  readonly size: ImageSize;
  /** The part of the image that somebody marked, to be annotated by itself; most requests mark none. */
  readonly region?: { readonly id: string; readonly box: Box };
}

/** A text as a model gets it. */
export interface TextInput {
  readonly type: 'text';
  readonly text: string;
}

/** A page as a model gets it; spans count in its source. */
export interface HtmlInput {
  readonly type: 'html';
  readonly html: string;
}

/** A conversation as a model gets it, oldest turn first. Models that do not take any get its last row. */
export interface ConversationInput {
  readonly type: 'conversational';
  readonly turns: readonly ConversationTurn[];
}

/** What one party said in a conversation: words and images in their order. */
export interface ConversationTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly parts: readonly (TextInput | ImageInput)[];
}

/** A video as a model gets it: the frames that were sampled, in order, all of one size. */
export interface VideoInput {
  readonly type: 'video';
  readonly frames: readonly {
    /** Counted from 0 over all frames of the video; what is found in the frame carries it as `frame`. */
    readonly index: number;
    readonly timeMs: number;
    readonly image: ImageInput;
  }[];
}

/** What was attached to a data row, where the caller sent it. */
interface Attached {
  readonly attachments?: readonly (TextInput | ImageInput)[];
}

/** One data row as a model gets it. */
export type PredictionInput = Attached &
  (ImageInput | TextInput | HtmlInput | ConversationInput | VideoInput);

/** The types of data rows that a model of the kit can take. */
export const servedRowTypes = ['image', 'text', 'html', 'conversational', 'video'] as const;
export type ServedRowType = (typeof servedRowTypes)[number];

/** What a prediction is told besides its input. */
export interface PredictionContext {
  /** As the schema of the parameters demands, with its defaults filled in. */
  readonly parameters: { readonly [name: string]: Json };
  /** Aborted when the caller has hung up or the server is being stopped. */
  readonly signal: AbortSignal;
  /** Says how many tokens the answer took, for callers whose contract has a place for it. */
  reportUsage(usage: { readonly promptTokens?: number; readonly completionTokens?: number }): void;
}

/** A model that can be served: the outcome of `defineModel`. */
export interface Model {
  readonly name: string;
  readonly description: string;
  /** Markdown for the people who choose a model; empty where there is none. */
  readonly readme: string;
  /** How often the model wants to be asked at most; null where it does not say. */
  readonly requestsPerSecond: number | null;
  readonly dataRowTypes: readonly ServedRowType[];
  readonly ontology: Ontology;
  /** JSON Schema (2020-12) of the parameters; null where there are none. */
  readonly parametersSchema: { readonly [key: string]: Json } | null;
  predict(
    input: PredictionInput,
    context: PredictionContext,
  ): Promise<readonly AnnotationDraft[]> | readonly AnnotationDraft[];
}
