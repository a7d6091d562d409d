import type { ChatModel } from '@patchbay/core/api/chat-routes.ts';
import type { PromptContent } from '@patchbay/core/api/saved-prompt-routes.ts';
import type { Json } from '@patchbay/core/json.ts';
import { beginDrafts, collectValues } from '../../components/schema-form/schema-drafts.ts';
import {
  type Drafts,
  readSchemaFields,
  type SchemaField,
} from '../../components/schema-form/schema-fields.ts';
import type { AskedColumn } from './conversation.ts';

/** A model in the sandbox, with what is set for it. */
export interface ChatColumn {
  readonly id: string;
  readonly model: ChatModel;
  readonly drafts: Drafts;
}

/** What can be set for a model. What it is told is one for all columns and not among it. */
export function listParameters({ parametersSchema }: ChatModel): SchemaField[] {
  return readSchemaFields(parametersSchema ?? {}).filter(({ name }) => name !== 'system_prompt');
}

/** A column for a model, with its defaults or with values that were saved. */
export function beginColumn(
  model: ChatModel,
  values: { readonly [name: string]: Json } = {},
): ChatColumn {
  const fields = listParameters(model).map((field) =>
    Object.hasOwn(values, field.name) ? { ...field, initial: values[field.name] } : field,
  );
  return { id: crypto.randomUUID(), model, drafts: beginDrafts(fields) };
}

/** The columns that a saved prompt names for these models, each with its own parameters. */
export function beginColumns(
  models: readonly ChatModel[],
  saved: PromptContent['columns'] = [],
): ChatColumn[] {
  const rest = [...saved];
  return models.map((model) => {
    const at = rest.findIndex(({ modelId }) => modelId === model.id);
    const [found] = at === -1 ? [] : rest.splice(at, 1);
    return beginColumn(model, found?.parameters);
  });
}

/** What is wrong with the parameters of a column, by field; nothing where they can be sent. */
export function findFaults({ model, drafts }: ChatColumn): { readonly [name: string]: string } {
  const collected = collectValues(listParameters(model), drafts);
  return collected.ok ? {} : collected.errors;
}

export function parametersOf({ model, drafts }: ChatColumn): { [name: string]: Json } {
  const collected = collectValues(listParameters(model), drafts);
  return collected.ok ? collected.values : {};
}

/** A column as it is asked. */
export function toAsked(column: ChatColumn, system: string): AskedColumn {
  const { id, model } = column;
  return {
    id,
    modelId: model.id,
    parameters: parametersOf(column),
    system: system === '' ? undefined : system,
  };
}
