import type { DataRowType, ImageSize } from '@patchbay/core/data-row/data-row.ts';
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
}

/** A text as a model gets it. */
export interface TextInput {
  readonly type: 'text';
  readonly text: string;
}

/** One data row as a model gets it. */
export type PredictionInput = ImageInput | TextInput;

/** What a prediction is told besides its input. */
export interface PredictionContext {
  /** As the schema of the parameters demands, with its defaults filled in. */
  readonly parameters: { readonly [name: string]: Json };
  /** Aborted when the caller has hung up or the server is being stopped. */
  readonly signal: AbortSignal;
}

/** A model that can be served: the outcome of `defineModel`. */
export interface Model {
  readonly name: string;
  readonly description: string;
  /** Markdown for the people who choose a model; empty where there is none. */
  readonly readme: string;
  /** How often the model wants to be asked at most; null where it does not say. */
  readonly requestsPerSecond: number | null;
  readonly dataRowTypes: readonly DataRowType[];
  readonly ontology: Ontology;
  /** JSON Schema (2020-12) of the parameters; null where there are none. */
  readonly parametersSchema: { readonly [key: string]: Json } | null;
  predict(
    input: PredictionInput,
    context: PredictionContext,
  ): Promise<readonly AnnotationDraft[]> | readonly AnnotationDraft[];
}
