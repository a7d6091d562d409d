import type { Page } from '@patchbay/core/api/page.ts';
import type {
  PromptContent,
  SavedPrompt,
  SavedPromptDetail,
} from '@patchbay/core/api/saved-prompt-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { v7 as createId } from 'uuid';
import type { Principal } from '../access/principal.ts';
import type { ModelsService } from '../models/models-service.ts';
import type { PromptChanges, SavedPromptsStore } from './saved-prompts-store.ts';

export type SavedPromptsService = ReturnType<typeof createSavedPromptsService>;

/** Saves what is asked in the sandbox, to be asked again. */
export function createSavedPromptsService(parts: {
  store: SavedPromptsStore;
  models: Pick<ModelsService, 'getModel'>;
}) {
  const { store, models } = parts;

  async function get(organisationId: string, id: string): Promise<SavedPromptDetail> {
    const prompt = await store.find(organisationId, id);
    if (!prompt) throw notFound(id);
    return prompt;
  }

  /** @throws PatchbayError INPUT_NOT_FOUND for a model that is not there */
  async function checkModels(organisationId: string, { columns }: PromptContent): Promise<void> {
    const ids = new Set(columns.map(({ modelId }) => modelId));
    for (const id of ids) await models.getModel(organisationId, id);
  }

  return {
    get,

    list(
      organisationId: string,
      query: { cursor?: string; limit: number; search?: string },
    ): Promise<Page<SavedPrompt>> {
      return store.list(organisationId, query);
    },

    /** @throws PatchbayError INPUT_NAME_TAKEN, INPUT_NOT_FOUND for a model of the prompt */
    async save(
      principal: Principal,
      { name, content }: { name: string; content: PromptContent },
    ): Promise<SavedPromptDetail> {
      await checkModels(principal.organisationId, content);
      const id = createId();
      await store.insert(principal, { id, name, content });
      return await get(principal.organisationId, id);
    },

    /** @throws PatchbayError INPUT_NAME_TAKEN, INPUT_CHANGED_MEANWHILE, INPUT_NOT_FOUND, also for a model of the prompt */
    async change(
      principal: Principal,
      id: string,
      changes: PromptChanges,
    ): Promise<SavedPromptDetail> {
      if (changes.content) await checkModels(principal.organisationId, changes.content);
      if (!(await store.change(principal, id, changes))) throw notFound(id);
      return await get(principal.organisationId, id);
    },

    /** @throws PatchbayError INPUT_NOT_FOUND */
    async remove(principal: Principal, id: string): Promise<void> {
      if (!(await store.remove(principal, id))) throw notFound(id);
    },
  };
}

function notFound(id: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_NOT_FOUND', message: `There is no saved prompt ${id}.` });
}
