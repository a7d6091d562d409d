import type { Page } from '@patchbay/core/api/page.ts';
import type {
  PromptContent,
  SavedPrompt,
  SavedPromptDetail,
} from '@patchbay/core/api/saved-prompt-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { readCursor, toPage } from '../database/cursor.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { isUniqueViolation } from '../database/database-error.ts';
import { savedPrompts } from '../database/schema/sandbox.ts';

export interface PromptChanges {
  readonly name?: string;
  readonly content?: PromptContent;
  /** When what is changed was changed last, as it was read. */
  readonly readAt?: string;
}

export type SavedPromptsStore = ReturnType<typeof createSavedPromptsStore>;

const listed = {
  id: savedPrompts.id,
  name: savedPrompts.name,
  turnCount: sql<number>`jsonb_array_length(${savedPrompts.content}->'turns')`,
  createdBy: savedPrompts.createdBy,
  createdAt: savedPrompts.createdAt,
  changedBy: savedPrompts.changedBy,
  changedAt: savedPrompts.changedAt,
};

/** Keeps the prompts that an organisation has saved. */
export function createSavedPromptsStore(database: Database, audit: AuditLog) {
  const { orm } = database;
  const one = (organisationId: string, id: string) =>
    and(eq(savedPrompts.organisationId, organisationId), eq(savedPrompts.id, id));

  return {
    async insert(
      principal: Principal,
      prompt: { id: string; name: string; content: PromptContent },
    ): Promise<void> {
      const { organisationId, name: by } = principal;
      await namedOnce(prompt.name, () =>
        withTransaction(database, async (client, transaction) => {
          await transaction
            .insert(savedPrompts)
            .values({ ...prompt, organisationId, createdBy: by, changedBy: by });
          const { id: subject, name } = prompt;
          const entry = { action: 'saved-prompt:saved', subject, details: { name } };
          await audit.record(client, principal, entry);
        }),
      );
    },

    /** By name, without regard to case; those whose name has the words. */
    async list(
      organisationId: string,
      query: { cursor?: string; limit: number; search?: string },
    ): Promise<Page<SavedPrompt>> {
      const after = readCursor(query.cursor);
      const { search } = query;
      const found = await orm
        .select(listed)
        .from(savedPrompts)
        .where(
          and(
            eq(savedPrompts.organisationId, organisationId),
            search ? sql`strpos(lower(${savedPrompts.name}), lower(${search})) > 0` : undefined,
            after === null ? undefined : gt(savedPrompts.name, after),
          ),
        )
        .orderBy(asc(savedPrompts.name))
        .limit(query.limit + 1);
      return toPage(found.map(withMoments), query.limit, ({ name }) => name);
    },

    async find(organisationId: string, id: string): Promise<SavedPromptDetail | null> {
      const [found] = await orm
        .select({ ...listed, content: savedPrompts.content })
        .from(savedPrompts)
        .where(one(organisationId, id));
      return found ? withMoments(found) : null;
    },

    /** False where there is no such prompt. @throws PatchbayError INPUT_NAME_TAKEN, INPUT_CHANGED_MEANWHILE */
    async change(
      principal: Principal,
      id: string,
      { readAt, ...changes }: PromptChanges,
    ): Promise<boolean> {
      return await namedOnce(changes.name ?? '', () =>
        withTransaction(database, async (client, transaction) => {
          const [before] = await transaction
            .select({
              name: savedPrompts.name,
              changedBy: savedPrompts.changedBy,
              changedAt: savedPrompts.changedAt,
            })
            .from(savedPrompts)
            .where(one(principal.organisationId, id))
            .for('update');
          if (!before) return false;
          if (readAt && before.changedAt.toISOString() !== readAt) throw changedMeanwhile(before);
          await transaction
            .update(savedPrompts)
            .set({ ...changes, changedBy: principal.name, changedAt: new Date() })
            .where(one(principal.organisationId, id));
          await audit.record(client, principal, {
            action: 'saved-prompt:changed',
            subject: id,
            details: {
              name: changes.name ?? before.name,
              ...(changes.name && changes.name !== before.name && { before: before.name }),
            },
          });
          return true;
        }),
      );
    },

    /** False where there is no such prompt. */
    async remove(principal: Principal, id: string): Promise<boolean> {
      return await withTransaction(database, async (client, transaction) => {
        const [removed] = await transaction
          .delete(savedPrompts)
          .where(one(principal.organisationId, id))
          .returning({ name: savedPrompts.name });
        if (!removed) return false;
        const { name } = removed;
        const entry = { action: 'saved-prompt:removed', subject: id, details: { name } };
        await audit.record(client, principal, entry);
        return true;
      });
    },
  };
}

function changedMeanwhile(now: { name: string; changedBy: string; changedAt: Date }) {
  return new PatchbayError({
    code: 'INPUT_CHANGED_MEANWHILE',
    message: `${now.changedBy} has changed "${now.name}" since you opened it. It was not overwritten.`,
    details: { changedBy: now.changedBy, changedAt: now.changedAt.toISOString() },
  });
}

function withMoments<Row extends { createdAt: Date; changedAt: Date }>(row: Row) {
  const { createdAt, changedAt } = row;
  return { ...row, createdAt: createdAt.toISOString(), changedAt: changedAt.toISOString() };
}

/** @throws PatchbayError INPUT_NAME_TAKEN */
async function namedOnce<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!isUniqueViolation(error, 'saved_prompts_name')) throw error;
    throw new PatchbayError({
      code: 'INPUT_NAME_TAKEN',
      message: `A saved prompt is named "${name}" already.`,
      details: { path: '/name' },
    });
  }
}
