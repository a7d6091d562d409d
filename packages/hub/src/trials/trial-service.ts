import { checkEndpoint } from '@patchbay/connect/check/check-endpoint.ts';
import { type DiscoverOptions, discover } from '@patchbay/connect/check/discover.ts';
import { reachEndpoint } from '@patchbay/connect/check/reach-endpoint.ts';
import type {
  draftModelSchema,
  ReachReport,
  ReadManifest,
  TrialAnswer,
  TriedClasses,
} from '@patchbay/core/api/trial-routes.ts';
import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
import type { CheckDepth } from '@patchbay/core/conformance/rule-definition.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import type * as z from 'zod';
import type { Principal } from '../access/principal.ts';
import type { DatasetsService } from '../datasets/datasets-service.ts';
import { readInputWish } from '../datasets/read-input-wish.ts';
import type { OrganisationCallers } from '../egress/organisation-callers.ts';
import { createReadingLimit, type ReachLimit } from '../egress/reach-limit.ts';
import { checkParameters } from '../models/parameters-schema.ts';
import {
  checkConnection,
  checkCredentials,
  checkDataRowTypes,
  checkOntology,
  valueOrThrow,
} from '../models/register-checks.ts';
import { findParametersSchema } from '../models/register-model.ts';
import { askModel } from '../runs/engine/ask-model.ts';
import type { Question } from '../sandbox/question.ts';
import { readSubject } from '../sandbox/read-subject.ts';
import { viewExchange, viewResult } from '../sandbox/view-answer.ts';
import { knownSecrets } from '../vault/known-secrets.ts';
import { describeReach } from './describe-reach.ts';
import { readManifest } from './read-manifest.ts';
import type { TrialStore } from './trial-store.ts';

/** A model that is not registered, with the defaults of the contract filled in. */
type Draft = z.output<typeof draftModelSchema>;

/** Somebody waits for the answer of a trial, and what stands in between waits no longer than this. */
const longestTrialMs = 110_000;

const noClasses: Ontology = { tools: [], classifications: [] };

/** The classes that were given, else those that the endpoint names, else none: an answer is held against them. */
async function knownClasses(
  target: DiscoverOptions & { readonly ontology?: Ontology },
): Promise<Ontology> {
  if (target.ontology) return target.ontology;
  const { outcome } = await discover(target);
  return outcome.ok ? outcome.value : noClasses;
}

export type TrialService = ReturnType<typeof createTrialService>;

/** Tries endpoints of models that are not registered. Nothing is kept or sealed but that somebody tried. */
export function createTrialService(parts: {
  store: TrialStore;
  callers: OrganisationCallers;
  reachLimit: ReachLimit;
  datasets: DatasetsService;
}) {
  const { store, callers, reachLimit, datasets } = parts;
  const readingLimit = createReadingLimit();

  /** Counts the trial, judges the draft as registering does, and writes down that it was tried. */
  async function begin(principal: Principal, draft: Draft, tried: string) {
    reachLimit.spend(principal);
    const { credentials, limits, parametersSchema, videoSampling } = draft;
    knownSecrets.note(credentials);
    const protocol = valueOrThrow(findProtocol(draft.protocol));
    const caller = await callers.of(principal.organisationId);
    const connection = await checkConnection(protocol, draft.connection, caller);
    checkCredentials(protocol, credentials);
    const target = {
      protocol,
      connection,
      credentials,
      caller,
      limits,
      parametersSchema,
      videoSampling,
      dataRowTypes: checkDataRowTypes(protocol, draft.dataRowTypes),
      timeoutMs: Math.min(limits.timeoutMs ?? protocol.defaultTimeoutMs, longestTrialMs),
      ...(draft.ontology && { ontology: checkOntology(protocol, draft.ontology) }),
    };
    await store.record(principal, { tried, protocol: protocol.id, url: connection.url });
    return target;
  }

  return {
    /** What a manifest describes, or what is wrong with it, as often as somebody types. @throws PatchbayError INPUT_TOO_OFTEN */
    readManifest(principal: Principal, manifest: string): ReadManifest {
      readingLimit.spend(principal);
      return readManifest(manifest);
    },

    /** @throws PatchbayError INPUT_INVALID, INPUT_PROTOCOL_UNKNOWN, INPUT_TOO_OFTEN, URL_INVALID, URL_BLOCKED */
    async reach(
      principal: Principal,
      { ask, ...draft }: Draft & { ask: 'classes' | 'prediction' },
      signal: AbortSignal,
    ): Promise<ReachReport> {
      const target = await begin(principal, draft, ask === 'classes' ? 'address' : 'prediction');
      return describeReach(
        await reachEndpoint({ ...target, ask, totalMs: longestTrialMs, signal }),
      );
    },

    /** The classes that the endpoint names, or why it does not. @throws as {@link reach} */
    async classes(principal: Principal, draft: Draft, signal: AbortSignal): Promise<TriedClasses> {
      const target = await begin(principal, draft, 'classes');
      const { outcome, exchange } = await discover({ ...target, signal });
      return {
        ontology: outcome.ok ? outcome.value : null,
        warnings: outcome.ok ? [...outcome.warnings] : [],
        problem: outcome.ok ? null : outcome.problem,
        remedy: outcome.ok ? null : errorCodes[outcome.problem.code].remedy,
        call: exchange && viewExchange(exchange),
      };
    },

    /**
     * What the model says about one sample. What it does wrong is in the answer.
     * @throws as {@link reach}, and INPUT_NOT_FOUND, INPUT_DATA_ROW_UNSUPPORTED, INPUT_PARAMETERS_INVALID,
     *   INPUT_FILE_UNREADABLE
     */
    async predict(
      principal: Principal,
      draft: Draft,
      question: Question,
      signal: AbortSignal,
    ): Promise<TrialAnswer> {
      const { organisationId } = principal;
      const target = await begin(principal, draft, 'sample');
      const { protocol, caller, connection, dataRowTypes } = target;
      const schema = findParametersSchema(protocol, draft.parametersSchema);
      const parameters = checkParameters(schema, question.parameters);
      const subject = await readSubject(question.asked, {
        model: { name: 'This model', revision: { dataRowTypes } },
        organisationId,
        wish: valueOrThrow(readInputWish(protocol, target)),
        datasets,
        caller,
        spendReach: () => reachLimit.spend(principal),
        signal,
      });
      const configuration = { connection, ontology: await knownClasses({ ...target, signal }) };
      const { prepared } = subject;
      const result = await askModel({ ...target, configuration, parameters, prepared, signal });
      return viewResult({ subject, result });
    },

    /** @throws as {@link reach} */
    async check(
      principal: Principal,
      { depth, ...draft }: Draft & { depth: CheckDepth },
      signal: AbortSignal,
    ): Promise<CheckReport> {
      const target = await begin(principal, draft, `${depth} check`);
      return await checkEndpoint({
        ...target,
        depth,
        pace: target.limits,
        totalMs: longestTrialMs,
        signal,
      });
    },
  };
}
