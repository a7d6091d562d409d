import type { Page } from '@patchbay/core/api/page.ts';
import { and, asc, desc, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { AuditLog } from '../access/audit.ts';
import type { Principal } from '../access/principal.ts';
import { readCursor, toPage } from '../database/cursor.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { isUniqueViolation } from '../database/database-error.ts';
import { checkReports, modelRevisions, models } from '../database/schema/models.ts';
import type { CredentialsKeeper } from './kept-credentials.ts';
import { modelNameTaken } from './model-name-taken.ts';
import type {
  ModelChanges,
  ModelRecord,
  NewModel,
  NextRevision,
  RevisionRecord,
} from './model-record.ts';

/** Takes a transaction back whose model is not as it was read any more. */
const changedMeanwhile = new Error('The model was changed meanwhile.');

export type ModelsStore = ReturnType<typeof createModelsStore>;

/** Keeps models and their revisions. A removed model is found by its revisions only. */
export function createModelsStore(
  database: Database,
  audit: AuditLog,
  keeper: Pick<CredentialsKeeper, 'keep'>,
) {
  /** Models that were not removed, each with its newest revision, by name. */
  async function select(
    organisationId: string,
    limit: number,
    ...conditions: (SQL | undefined)[]
  ): Promise<ModelRecord[]> {
    const rows = await database.orm
      .selectDistinctOn([models.name], { model: models, revision: modelRevisions })
      .from(models)
      .innerJoin(modelRevisions, eq(modelRevisions.modelId, models.id))
      .where(
        and(eq(models.organisationId, organisationId), isNull(models.removedAt), ...conditions),
      )
      .orderBy(asc(models.name), desc(modelRevisions.number))
      .limit(limit);
    return rows.map((row) => ({ ...row.model, revision: row.revision }));
  }

  return {
    async insert(principal: Principal, model: NewModel): Promise<ModelRecord> {
      try {
        return await withTransaction(database, async (client, orm) => {
          const { revision, credentials, ...rest } = model;
          const fields = { ...rest, ...(await keeper.keep(client, model, credentials)) };
          await orm.insert(models).values(fields);
          await orm
            .insert(modelRevisions)
            .values({ ...revision, modelId: model.id, organisationId: model.organisationId });
          await audit.record(client, principal, {
            action: 'model:registered',
            subject: model.id,
            details: {
              name: model.name,
              protocol: revision.configuration.protocol,
              credentials: Object.keys(credentials),
            },
          });
          return { ...fields, revision };
        });
      } catch (error) {
        throw isUniqueViolation(error, 'models_name') ? modelNameTaken(model.name) : error;
      }
    },

    async find(organisationId: string, id: string): Promise<ModelRecord | null> {
      const [model] = await select(organisationId, 1, eq(models.id, id));
      return model ?? null;
    },

    async findByName(organisationId: string, name: string): Promise<ModelRecord | null> {
      const [model] = await select(organisationId, 1, eq(models.name, name));
      return model ?? null;
    },

    async list(
      organisationId: string,
      query: { cursor?: string; limit: number; name?: string },
    ): Promise<Page<ModelRecord>> {
      const after = readCursor(query.cursor);
      const found = await select(
        organisationId,
        query.limit + 1,
        query.name === undefined ? undefined : eq(models.name, query.name),
        after === null ? undefined : gt(models.name, after),
      );
      return toPage(found, query.limit, (model) => model.name);
    },

    /** A revision, also of a model that was removed: runs outlive models. */
    async findRevision(organisationId: string, revisionId: string) {
      const [row] = await database.orm
        .select({ revision: modelRevisions, modelName: models.name })
        .from(modelRevisions)
        .innerJoin(models, eq(models.id, modelRevisions.modelId))
        .where(
          and(eq(modelRevisions.organisationId, organisationId), eq(modelRevisions.id, revisionId)),
        );
      return row ? { ...row.revision, modelName: row.modelName } : null;
    },

    /** The revisions of a model, newest first. */
    async listRevisions(
      organisationId: string,
      modelId: string,
      query: { cursor?: string; limit: number },
    ): Promise<Page<RevisionRecord>> {
      const before = readCursor(query.cursor);
      const found = await database.orm
        .select()
        .from(modelRevisions)
        .where(
          and(
            eq(modelRevisions.organisationId, organisationId),
            eq(modelRevisions.modelId, modelId),
            before === null ? undefined : lt(modelRevisions.number, Number(before) || 0),
          ),
        )
        .orderBy(desc(modelRevisions.number))
        .limit(query.limit + 1);
      return toPage(found, query.limit, (revision) => String(revision.number));
    },

    /**
     * Adds a revision to a model, with the credentials that go with it. False where the model is not as it was
     * read any more: somebody else was faster and took the number, or gave it other credentials.
     */
    async addRevision(
      principal: Principal,
      model: ModelRecord,
      { revision, discovery, credentials }: NextRevision,
    ): Promise<boolean> {
      const { organisationId, id: modelId, name } = model;
      try {
        return await withTransaction(database, async (client, orm) => {
          await orm.insert(modelRevisions).values({ ...revision, modelId, organisationId });
          const kept = credentials && (await keeper.keep(client, model, credentials));
          const { rowCount } = await orm
            .update(models)
            .set({ discovery, ...kept })
            .where(
              and(
                eq(models.organisationId, organisationId),
                eq(models.id, modelId),
                sql`${models.sealedCredentials} is not distinct from ${model.sealedCredentials}`,
              ),
            );
          if (rowCount === 0) throw changedMeanwhile;
          await audit.record(client, principal, {
            action: 'model:revised',
            subject: modelId,
            details: {
              name,
              revision: revision.number,
              ...(credentials && { credentials: Object.keys(credentials) }),
            },
          });
          return true;
        });
      } catch (error) {
        if (error === changedMeanwhile || isUniqueViolation(error, 'model_revisions_number')) {
          return false;
        }
        throw error;
      }
    },

    /** How a model is to be called, also one that was removed. */
    async findCalling(organisationId: string, id: string) {
      const [row] = await database.orm
        .select({ limits: models.limits, sealedCredentials: models.sealedCredentials })
        .from(models)
        .where(and(eq(models.organisationId, organisationId), eq(models.id, id)));
      return row ?? null;
    },

    async change(principal: Principal, id: string, changes: ModelChanges): Promise<void> {
      const { organisationId } = principal;
      await withTransaction(database, async (client, orm) => {
        const { credentials, ...rest } = changes;
        const kept =
          credentials && (await keeper.keep(client, { organisationId, id }, credentials));
        const [model] = await orm
          .update(models)
          .set({ ...rest, ...kept })
          .where(and(eq(models.organisationId, organisationId), eq(models.id, id)))
          .returning({ name: models.name });
        await audit.record(client, principal, {
          action: 'model:changed',
          subject: id,
          details: { ...model, fields: Object.keys(changes) },
        });
      });
    },

    /** What is known now of the classes of a model, where they are those of its newest revision all the same. */
    async changeDiscovery(
      principal: Principal,
      id: string,
      discovery: ModelRecord['discovery'],
    ): Promise<void> {
      await withTransaction(database, async (client, orm) => {
        const [model] = await orm
          .update(models)
          .set({ discovery })
          .where(and(eq(models.organisationId, principal.organisationId), eq(models.id, id)))
          .returning({ name: models.name });
        const details = { ...model, fields: ['discovery'] };
        await audit.record(client, principal, { action: 'model:changed', subject: id, details });
      });
    },

    async remove(principal: Principal, id: string): Promise<void> {
      await withTransaction(database, async (client, orm) => {
        const [model] = await orm
          .update(models)
          .set({ removedAt: new Date(), sealedCredentials: null })
          .where(and(eq(models.organisationId, principal.organisationId), eq(models.id, id)))
          .returning({ name: models.name });
        // They quote what the endpoint was sent and answered, and nobody can read them any more.
        await orm
          .delete(checkReports)
          .where(
            and(
              eq(checkReports.organisationId, principal.organisationId),
              eq(checkReports.modelId, id),
            ),
          );
        await audit.record(client, principal, {
          action: 'model:removed',
          subject: id,
          details: { ...model },
        });
      });
    },
  };
}
