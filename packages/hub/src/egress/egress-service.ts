import { normaliseAllowance } from '@patchbay/connect/egress/allowance.ts';
import type { EgressRuleView } from '@patchbay/core/api/egress-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { v7 as createId } from 'uuid';
import type { Principal } from '../access/principal.ts';
import type { EgressRule, EgressStore } from './egress-store.ts';
import type { OrganisationCallers } from './organisation-callers.ts';

/** So many permissions are enough for every network that somebody keeps in their head; a network is one. */
const mostRules = 500;

export type EgressService = ReturnType<typeof createEgressService>;

/** What an organisation allows to be called beyond the public internet. */
export function createEgressService(parts: {
  store: EgressStore;
  callers: Pick<OrganisationCallers, 'renew'>;
  /** What the environment of the hub allows, to every organisation. */
  allowedByEnvironment: readonly string[];
}) {
  const { store, callers } = parts;
  const byEnvironment = [...new Set(parts.allowedByEnvironment.map(normaliseAllowance))];

  return {
    /** What the environment allows, then what the organisation does. */
    async list(organisationId: string): Promise<EgressRuleView[]> {
      const rules = await store.list(organisationId);
      return [...byEnvironment.map(toEnvironmentView), ...rules.map(toView)];
    },

    /**
     * Allows an entry: at once in this process, in all others within seconds.
     * @throws PatchbayError INPUT_INVALID where it cannot be read or can never have an effect,
     *   INPUT_NAME_TAKEN where it is allowed already
     */
    async allow(
      principal: Principal,
      input: { entry: string; note: string },
    ): Promise<EgressRuleView> {
      const entry = normaliseAllowance(input.entry);
      if ((await store.list(principal.organisationId)).length >= mostRules) throw tooMany();
      const rule = await store.add(principal, { id: createId(), entry, note: input.note });
      if (!rule) throw allowedAlready(entry);
      await callers.renew();
      return toView(rule);
    },

    /** Takes a permission back. @throws PatchbayError INPUT_NOT_FOUND */
    async forbid(principal: Principal, id: string): Promise<void> {
      if (!(await store.remove(principal, id))) {
        throw new PatchbayError({
          code: 'INPUT_NOT_FOUND',
          message: `There is no permission ${id} among those of this organisation.`,
        });
      }
      await callers.renew();
    },
  };
}

function toView({ id, entry, note, createdBy, createdAt }: EgressRule): EgressRuleView {
  const at = createdAt.toISOString();
  return { id, source: 'settings', entry, note, createdBy, createdAt: at };
}

function toEnvironmentView(entry: string): EgressRuleView {
  return { id: null, source: 'environment', entry, note: '', createdBy: null, createdAt: null };
}

function allowedAlready(entry: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_NAME_TAKEN',
    message: `${entry} is allowed already. To change its note, take the permission back and give it again.`,
    details: { path: '/entry' },
  });
}

function tooMany(): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `There are ${mostRules} permissions already. Allow a network such as 10.20.0.0/16:8080 in place of many addresses.`,
    details: { path: '/entry' },
  });
}
