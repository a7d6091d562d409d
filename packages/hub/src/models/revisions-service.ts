import { isDeepStrictEqual } from 'node:util';
import {
  type ModelView,
  newModelSchema,
  type RevisedModel,
  type RevisionChanges,
  type RevisionView,
} from '@patchbay/core/api/model-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { parseManifest } from '@patchbay/protocols/foundry/manifest.ts';
import type { Principal } from '../access/principal.ts';
import type { OrganisationCallers } from '../egress/organisation-callers.ts';
import type { ReachLimit } from '../egress/reach-limit.ts';
import { modelNotFound } from './model-not-found.ts';
import { type ModelRecord, toModelView, toRevisionView } from './model-record.ts';
import type { ModelsService } from './models-service.ts';
import type { ModelsStore } from './models-store.ts';
import { valueOrThrow } from './register-checks.ts';
import { prepareRevision } from './revise-model.ts';

export type RevisionsService = ReturnType<typeof createRevisionsService>;

/** Gives models new revisions, and reads those that there are. */
export function createRevisionsService(parts: {
  store: ModelsStore;
  models: Pick<ModelsService, 'change' | 'openCredentials'>;
  callers: OrganisationCallers;
  reachLimit: ReachLimit;
  /** Called when a model was given other credentials: runs may wait for them. */
  onNewCredentials(organisationId: string, modelId: string): Promise<void>;
}) {
  const { store, models, callers, reachLimit } = parts;

  async function getRecord(organisationId: string, id: string): Promise<ModelRecord> {
    const model = await store.find(organisationId, id);
    if (!model) throw modelNotFound(id);
    return model;
  }

  /** Where nothing is otherwise that a revision freezes: what belongs to the model alone may be, all the same. */
  async function keepRevision(
    principal: Principal,
    model: ModelRecord,
    discovery: ModelRecord['discovery'],
    credentials: Credentials | undefined,
  ): Promise<ModelView> {
    const { id } = model;
    if (!isDeepStrictEqual(discovery, model.discovery)) {
      await store.changeDiscovery(principal, id, discovery);
    }
    return models.change(principal, id, { ...(credentials && { credentials }) });
  }

  /**
   * Gives a model a new revision. Runs that were started keep theirs. Of two who revise at once, the
   * second changes what the first made.
   * @throws PatchbayError INPUT_NOT_FOUND, and all that {@link prepareRevision} throws
   */
  async function revise(
    principal: Principal,
    id: string,
    changes: RevisionChanges,
  ): Promise<RevisedModel> {
    if (changes.connection || changes.discoverClasses) reachLimit.spend(principal);
    const { organisationId } = principal;
    const { credentials } = changes;
    for (;;) {
      const model = await getRecord(organisationId, id);
      const caller = await callers.of(organisationId);
      const reach = { caller, openCredentials: () => models.openCredentials(organisationId, id) };
      const { revision, discovery, warnings } = await prepareRevision(reach, model, changes);
      if (!revision) {
        const kept = await keepRevision(principal, model, discovery, credentials);
        return { model: kept, warnings, revised: false };
      }
      const next = { revision, discovery, ...(credentials && { credentials }) };
      if (!(await store.addRevision(principal, model, next))) continue;
      if (credentials) await parts.onNewCredentials(organisationId, id);
      const revised = toModelView(await getRecord(organisationId, id));
      return { model: revised, warnings, revised: true };
    }
  }

  return {
    revise,

    /**
     * Makes a model what a `model.yaml` says, all but its name: what gives answers their meaning in a
     * new revision, the rest at once. Credentials that are given take the place of those in it.
     * @throws PatchbayError MANIFEST_INVALID, INPUT_INVALID, and all that {@link revise} throws
     */
    async reviseManifest(
      principal: Principal,
      id: string,
      { manifest, credentials }: { manifest: string; credentials?: Credentials },
    ): Promise<RevisedModel> {
      const parsed = parseManifest(manifest);
      const { protocol, limits, description, readme, ...rest } = newModelSchema.parse(
        valueOrThrow(parsed),
      );
      const { credentials: written, ...configuration } = rest;
      const { revision } = await getRecord(principal.organisationId, id);
      const kept = revision.configuration.protocol;
      if (kept !== protocol) throw otherProtocol(kept, protocol);
      const { requestsPerSecond } = limits;
      const given = credentials ?? (Object.keys(written).length > 0 ? written : undefined);
      const revised = await revise(principal, id, {
        ...configuration,
        discoverClasses: false,
        ...(given && { credentials: given }),
      });
      const model = await models.change(principal, id, {
        ...(description && { description }),
        ...(readme && { readme }),
        ...(requestsPerSecond !== null && { limits: { requestsPerSecond } }),
      });
      const noticed = parsed.ok ? parsed.warnings : [];
      return { ...revised, model, warnings: [...noticed, ...revised.warnings] };
    },

    /** The revisions of a model, newest first. */
    async listRevisions(
      organisationId: string,
      id: string,
      query: { cursor?: string; limit: number },
    ): Promise<Page<RevisionView>> {
      await getRecord(organisationId, id);
      const page = await store.listRevisions(organisationId, id, query);
      return { ...page, items: page.items.map(toRevisionView) };
    },
  };
}

function otherProtocol(kept: string, given: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The model speaks "${kept}" and a model.yaml describes one of "${given}". A revision keeps the protocol; register another model instead.`,
    details: { path: '/manifest' },
  });
}
