import { toJsonPointer } from '@patchbay/core/error/json-pointer.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import { limitsSchema } from '@patchbay/core/model/limits.ts';
import {
  descriptionSchema,
  nameSchema,
  readmeSchema,
} from '@patchbay/core/model/model-configuration.ts';
import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import * as z from 'zod';
import type { AnnotationDraft } from './annotation-draft.ts';
import {
  type Model,
  type PredictionContext,
  type PredictionInput,
  type ServedRowType,
  servedRowTypes,
} from './model.ts';

/** A model as its owner declares it. */
export interface ModelDeclaration<Type extends ServedRowType> {
  /** One line, by which the model is chosen. */
  readonly name: string;
  readonly description: string;
  /** Markdown, for the page of the model. */
  readonly readme?: string;
  /** How often the model wants to be asked at most; hubs that register it by its manifest keep to it. */
  readonly requestsPerSecond?: number;
  /** What `predict` is given; rows of other types are refused before it is called. */
  readonly dataRowTypes: readonly Type[];
  /** The classes that `predict` may answer, and no others. */
  readonly ontology: z.input<typeof ontologySchema>;
  /** JSON Schema (2020-12) of the parameters; `type: 'object'` goes without saying. Defaults are filled in. */
  readonly parametersSchema?: { readonly [key: string]: Json };
  /** One data row in, its annotations out. What it throws is logged and reported as a failure. */
  predict(
    input: Extract<PredictionInput, { type: Type }>,
    context: PredictionContext,
  ): Promise<readonly AnnotationDraft[]> | readonly AnnotationDraft[];
}

/**
 * Declares a model once, to be served under any protocol.
 * @throws PatchbayError INPUT_INVALID where it could not be registered so.
 */
export function defineModel<const Type extends ServedRowType>(
  declaration: ModelDeclaration<Type>,
): Model {
  const described = parseDescribed(declaration);
  const isTaken = (input: PredictionInput): input is Extract<PredictionInput, { type: Type }> =>
    declaration.dataRowTypes.some((type) => type === input.type);
  return {
    ...described,
    parametersSchema: declaration.parametersSchema
      ? { type: 'object', ...declaration.parametersSchema }
      : null,
    predict(input, context) {
      if (isTaken(input)) return declaration.predict(input, context);
      throw new PatchbayError({
        code: 'INPUT_DATA_ROW_UNSUPPORTED',
        message: `"${declaration.name}" takes ${declaration.dataRowTypes.join(' and ')}, this is ${input.type}.`,
      });
    },
  };
}

/** What is said of a model, as registering wants it. */
const describedSchema = z.object({
  name: nameSchema,
  description: descriptionSchema,
  readme: readmeSchema.default(''),
  requestsPerSecond: limitsSchema.shape.requestsPerSecond,
  dataRowTypes: z.array(z.enum(servedRowTypes)).min(1),
  ontology: ontologySchema,
});

function parseDescribed(declaration: {
  readonly name: string;
  readonly ontology: z.input<typeof ontologySchema>;
}): z.output<typeof describedSchema> {
  const parsed = describedSchema.safeParse(declaration);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(
    (issue) => `${toJsonPointer(issue.path)}: ${issue.message}`,
  );
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The declaration of "${declaration.name}" is not valid. ${places.join('; ')}.`,
  });
}
