import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { Json } from '@patchbay/core/json.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import type { AccessService } from '../../access/access-service.ts';
import type { Principal } from '../../access/principal.ts';
import type { ModelsService } from '../../models/models-service.ts';
import { valueOrThrow } from '../../models/register-checks.ts';
import type { AskService } from '../../sandbox/ask-service.ts';
import type { TeamAliasStore } from '../team-alias-store.ts';
import { readInferRequest, writeInferAnswer } from './infer.ts';
import { readTrainedModel, type WantedModel } from './trained-model.ts';
import { writeTrainedModel } from './write-trained-model.ts';

export type V7Service = ReturnType<typeof createV7Service>;

/** V7's own REST calls as a thin skin over the hub's services. */
export function createV7Service(parts: {
  access: AccessService;
  teams: TeamAliasStore;
  models: ModelsService;
  questions: AskService;
}) {
  const { access, teams, models, questions } = parts;
  const protocol = valueOrThrow(findProtocol('v7'));

  return {
    /** Whom a key stands for, in the form in which V7's clients ask for it, and what it may do here. */
    async describeToken(principal: Principal): Promise<Json> {
      const { name, slug } = await access.getOrganisation(principal);
      const id = await teams.ensureNumber(principal.organisationId);
      return { selected_team: { id, slug, name }, permissions: [...principal.permissions] };
    },

    /**
     * Registers a model, enabled. The endpoint is asked for its classes as well: where it cannot be
     * reached, the model is registered all the same.
     * @throws PatchbayError INPUT_INVALID, INPUT_NOT_FOUND (the team), INPUT_NAME_TAKEN, URL_BLOCKED
     */
    async registerModel(principal: Principal, body: Json): Promise<Json> {
      const wanted = readTrainedModel(body, protocol);
      const team = await teams.ensureNumber(principal.organisationId);
      checkTeam(wanted.teamId, team);
      const { model, warnings } = await models.register(principal, wanted.input, {
        verifiesClasses: true,
      });
      const all = [...wanted.warnings, ...warnings, ...describeUnverified(model)];
      return writeTrainedModel(model, team, all, protocol);
    },

    /**
     * Asks a registered model, whatever protocol it speaks, once about one image.
     * @throws PatchbayError INPUT_NOT_FOUND, and all that {@link AskService} throws
     */
    async infer(
      principal: Principal,
      modelId: string,
      body: string,
      signal: AbortSignal,
    ): Promise<Json> {
      const question = readInferRequest(body, protocol);
      const answered = await questions.ask(principal, modelId, question, signal);
      return writeInferAnswer(answered, protocol);
    },
  };
}

/** A key belongs to one team; whoever names another has mixed up keys, or a command failed before. */
function checkTeam(written: WantedModel['teamId'], team: number): void {
  if (written === undefined || written === null || String(written).trim() === String(team)) return;
  if (typeof written === 'string' && !/^\s*\d+\s*$/.test(written)) {
    const shown = JSON.stringify(written.slice(0, 80));
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `team_id: is ${shown}; the number of a team was wanted, which is ${team} for this key. In V7's script it comes from GET /api/users/token_info, and is empty or "null" where that call failed: look at what it answers.`,
      details: { path: '/team_id' },
    });
  }
  throw new PatchbayError({
    code: 'INPUT_NOT_FOUND',
    message: `There is no team ${String(written).trim().slice(0, 20)} for this key; it belongs to the team ${team}.`,
    details: { path: '/team_id' },
  });
}

function describeUnverified({ discovery }: ModelView): Warning[] {
  if (discovery.state !== 'unverified') return [];
  const reason = discovery.problem?.message ?? '';
  const message = `The model is registered, but its classes are unverified: GET …/classes did not answer with a list. ${reason}`;
  return [{ code: 'CLASSES_UNVERIFIED', message: message.trim(), pointer: '/external_url' }];
}
