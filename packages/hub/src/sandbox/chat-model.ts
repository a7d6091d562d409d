import { readConnection } from '@patchbay/connect/connection.ts';
import type { ChatModel } from '@patchbay/core/api/chat-routes.ts';
import type { ModelView, RevisionView } from '@patchbay/core/api/model-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import type { ChatAbilities } from '@patchbay/protocols/chat-protocol.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';

/**
 * A model as the sandbox sees it; null where it cannot be talked to. Models of a contract of conversations can,
 * and those of any other that take conversations or texts and answer with one free text.
 */
export function describeChatModel(model: ModelView): ChatModel | null {
  const { id, name, description, enabled, revision } = model;
  const found = findProtocol(revision.protocol);
  if (!found.ok) return null;
  const abilities = found.value.chat
    ? listChatAbilities(found.value, revision)
    : listOtherAbilities(revision);
  if (!abilities) return null;
  return {
    id,
    name,
    description,
    protocol: revision.protocol,
    enabled,
    ...abilities,
    streams: found.value.chat !== undefined,
    parametersSchema: revision.parametersSchema,
  };
}

/** @throws PatchbayError INPUT_DATA_ROW_UNSUPPORTED, INPUT_MODEL_DISABLED */
export function chatModelOrThrow(model: ModelView): ChatModel {
  const described = describeChatModel(model);
  if (!described) {
    throw new PatchbayError({
      code: 'INPUT_DATA_ROW_UNSUPPORTED',
      message: `The model "${model.name}" cannot be talked to: that takes a chat model, or one that takes texts or conversations and answers with one free text.`,
    });
  }
  if (!model.enabled) {
    throw new PatchbayError({
      code: 'INPUT_MODEL_DISABLED',
      message: `The model "${model.name}" is disabled; enable it on its page first.`,
    });
  }
  return described;
}

function listChatAbilities(
  protocol: PredictionProtocol,
  { connection: written, dataRowTypes }: RevisionView,
): ChatAbilities | null {
  const connection = readConnection(protocol, written);
  const abilities = connection.ok && protocol.chat?.listAbilities(connection.value);
  if (!abilities) return null;
  return { ...abilities, takesImages: abilities.takesImages && dataRowTypes.includes('image') };
}

/** Of a model that is asked as in a run, with its ontology. */
function listOtherAbilities(revision: RevisionView): ChatAbilities | null {
  const { dataRowTypes, ontology } = revision;
  const [feature, another] = ontology.classifications;
  const answersInWords =
    ontology.tools.length === 0 && feature?.kind === 'free_text' && another === undefined;
  const takesTurns = dataRowTypes.includes('conversational');
  if (!answersInWords || !(takesTurns || dataRowTypes.includes('text'))) return null;
  const takesImages = takesTurns && dataRowTypes.includes('image');
  return { takesTurns, takesImages, takesSystem: takesTurns || hasSystemPrompt(revision) };
}

/** Whether the model has a parameter for what it is told before all turns. */
export function hasSystemPrompt({
  parametersSchema,
}: Pick<RevisionView, 'parametersSchema'>): boolean {
  const properties = parametersSchema?.properties;
  return isJsonObject(properties) && Object.hasOwn(properties, 'system_prompt');
}
