import { checkEndpoint } from '@patchbay/connect/check/check-endpoint.ts';
import type { KeptReport } from '@patchbay/core/api/model-check-routes.ts';
import { type ModelView, newModelSchema } from '@patchbay/core/api/model-routes.ts';
import type { Page } from '@patchbay/core/api/page.ts';
import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
import type { CheckDepth } from '@patchbay/core/conformance/rule-definition.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { Limits } from '@patchbay/core/model/limits.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import { parseManifest } from '@patchbay/protocols/foundry/manifest.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import type { Principal } from '../access/principal.ts';
import type { OrganisationCallers } from '../egress/organisation-callers.ts';
import type { ReachLimit } from '../egress/reach-limit.ts';
import type { ChecksStore } from './checks-store.ts';
import type { CredentialsKeeper } from './kept-credentials.ts';
import { modelNotFound } from './model-not-found.ts';
import { type ModelRecord, toModelView } from './model-record.ts';
import type { ModelsStore } from './models-store.ts';
import { checkCredentials, valueOrThrow } from './register-checks.ts';
import {
  type NewModelInput,
  prepareModel,
  type RegisteredModel,
  type RegisterOptions,
} from './register-model.ts';
import { countCheck } from './statistics/count-check.ts';
import type { UsageMeter } from './statistics/usage-meter.ts';

/** A revision as runs use it. */
export interface ModelRevision {
  readonly id: string;
  readonly number: number;
  readonly modelId: string;
  readonly modelName: string;
  readonly configuration: ModelConfiguration;
}

/** What may be changed of a model; limits that are left out stay as they are. */
interface Changes {
  readonly description?: string;
  readonly readme?: string;
  readonly enabled?: boolean;
  readonly limits?: Partial<Limits>;
  readonly credentials?: Credentials;
}

/** Somebody waits for the answer of a check, and what stands in between waits no longer than this. */
const checkTimeMs = 110_000;

export type ModelsService = ReturnType<typeof createModelsService>;

/** Registers, reads, changes, checks and removes models. */
export function createModelsService(parts: {
  store: ModelsStore;
  checks: ChecksStore;
  keeper: Pick<CredentialsKeeper, 'open'>;
  callers: OrganisationCallers;
  reachLimit: ReachLimit;
  usage: Pick<UsageMeter, 'of'>;
  /** Names of the runs that still need a model. */
  findActiveRuns(organisationId: string, modelId: string): Promise<string[]>;
  /** Called when a model was given other credentials: runs may wait for them. */
  onNewCredentials(organisationId: string, modelId: string): Promise<void>;
}) {
  const { store, keeper, callers, reachLimit } = parts;

  async function getRecord(organisationId: string, id: string): Promise<ModelRecord> {
    const model = await store.find(organisationId, id);
    if (!model) throw modelNotFound(id);
    return model;
  }

  async function getModel(organisationId: string, id: string): Promise<ModelView> {
    return toModelView(await getRecord(organisationId, id));
  }

  async function findCalling(organisationId: string, modelId: string) {
    const calling = await store.findCalling(organisationId, modelId);
    if (!calling) throw modelNotFound(modelId);
    return calling;
  }

  async function openCredentials(organisationId: string, modelId: string): Promise<Credentials> {
    const { sealedCredentials } = await findCalling(organisationId, modelId);
    return keeper.open(organisationId, modelId, sealedCredentials);
  }

  /**
   * Registers a model. An endpoint that cannot be reached now is registered all the same; its
   * classes are then unverified.
   * @throws PatchbayError INPUT_INVALID, INPUT_PROTOCOL_UNKNOWN, INPUT_NAME_TAKEN, INPUT_TOO_OFTEN, URL_BLOCKED
   */
  async function register(
    principal: Principal,
    input: NewModelInput,
    options: RegisterOptions = {},
  ): Promise<RegisteredModel> {
    reachLimit.spend(principal);
    const { organisationId } = principal;
    const reach = { ...parts, caller: await callers.of(organisationId) };
    const { record, warnings } = await prepareModel(reach, organisationId, input, options);
    const model = await store.insert(principal, record);
    return { model: toModelView(model), warnings };
  }

  async function change(principal: Principal, id: string, changes: Changes): Promise<ModelView> {
    const { organisationId } = principal;
    const model = await getRecord(organisationId, id);
    if (Object.keys(changes).length === 0) return toModelView(model);
    const { limits, credentials, ...rest } = changes;
    if (credentials) {
      checkCredentials(
        valueOrThrow(findProtocol(model.revision.configuration.protocol)),
        credentials,
      );
    }
    await store.change(principal, id, {
      ...rest,
      ...(limits && { limits: { ...model.limits, ...limits } }),
      ...(credentials && { credentials }),
    });
    if (credentials) await parts.onNewCredentials(organisationId, id);
    return getModel(organisationId, id);
  }

  return {
    getModel,
    change,

    /** The credentials of a model, unsealed: only for calling it. @throws SECRET_UNREADABLE */
    openCredentials,

    async list(
      organisationId: string,
      query: { cursor?: string; limit: number; name?: string },
    ): Promise<Page<ModelView>> {
      const page = await store.list(organisationId, query);
      return { ...page, items: page.items.map(toModelView) };
    },

    register,

    /**
     * Registers the model that a `model.yaml` describes, under another name where one is given.
     * @throws PatchbayError MANIFEST_INVALID and all that {@link register} throws
     */
    async registerManifest(
      principal: Principal,
      { manifest, name }: { manifest: string; name?: string },
    ): Promise<RegisteredModel> {
      const parsed = parseManifest(manifest);
      const input = newModelSchema.parse({ ...valueOrThrow(parsed), ...(name && { name }) });
      const { model, warnings } = await register(principal, input);
      return { model, warnings: [...(parsed.ok ? parsed.warnings : []), ...warnings] };
    },

    /** Removes a model that no run needs any more. Its secret goes; runs and predictions stay. */
    async remove(principal: Principal, id: string): Promise<void> {
      const model = await getRecord(principal.organisationId, id);
      const runs = await parts.findActiveRuns(principal.organisationId, id);
      if (runs.length > 0) {
        throw new PatchbayError({
          code: 'INPUT_IN_USE',
          message: `"${model.name}" still answers the runs ${runs.map((run) => `"${run}"`).join(', ')}.`,
          details: { runs },
        });
      }
      await store.remove(principal, id);
    },

    /** Calls the endpoint and says whether it keeps its contract, within the limits of the model. */
    async check(principal: Principal, id: string, depth: CheckDepth): Promise<CheckReport> {
      reachLimit.spend(principal);
      const { organisationId } = principal;
      const model = await getRecord(organisationId, id);
      const { revision, limits, discovery } = model;
      const { protocol, connection, ontology, dataRowTypes } = revision.configuration;
      const hasClasses = listFeatures(ontology).length > 0;
      const report = await checkEndpoint({
        protocol: valueOrThrow(findProtocol(protocol)),
        connection,
        ...((discovery.state !== 'unverified' || hasClasses) && { ontology }),
        dataRowTypes,
        credentials: await openCredentials(organisationId, id),
        caller: await callers.of(organisationId),
        timeoutMs: limits.timeoutMs,
        depth,
        pace: limits,
        totalMs: checkTimeMs,
      });
      countCheck(parts.usage.of({ organisationId, modelId: id }), report);
      await parts.checks.keep(principal, model, report);
      if (report.passed && discovery.state === 'unverified' && hasClasses) {
        await store.changeDiscovery(principal, id, { state: 'declared' });
      }
      return report;
    },

    /** What the last check found, of a revision where one is given; null where it was never checked. */
    async lastCheck(
      organisationId: string,
      id: string,
      revision?: number,
    ): Promise<{ last: KeptReport | null }> {
      await getRecord(organisationId, id);
      return { last: await parts.checks.findLast(organisationId, id, revision) };
    },

    /** A revision, also of a model that was removed: runs outlive models. */
    async getRevision(organisationId: string, revisionId: string): Promise<ModelRevision> {
      const revision = await store.findRevision(organisationId, revisionId);
      if (!revision) throw revisionNotFound(revisionId);
      return revision;
    },

    async getLimits(organisationId: string, modelId: string): Promise<Limits> {
      return (await findCalling(organisationId, modelId)).limits;
    },
  };
}

function revisionNotFound(id: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_NOT_FOUND', message: `There is no revision ${id}.` });
}
