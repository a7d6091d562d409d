import type { OwnApi } from '../../http/own-api.ts';
import type { PeopleService } from './people-service.ts';

/** `contract.members`. */
export function createMemberRoutes(api: OwnApi, people: PeopleService) {
  return {
    list: api.members.list.handler(({ input, context }) =>
      people.listMembers(context.principal, input),
    ),
    change: api.members.change.handler(({ input, context }) =>
      people.changeRole(context.principal, input.id, input.role),
    ),
    remove: api.members.remove.handler(({ input, context }) =>
      people.remove(context.principal, input.id),
    ),
    createSignInLink: api.members.createSignInLink.handler(({ input, context }) =>
      people.createPasswordLink(context.principal, input.id),
    ),
  };
}

/** `contract.invitations`. */
export function createInvitationRoutes(api: OwnApi, people: PeopleService) {
  return {
    list: api.invitations.list.handler(({ input, context }) =>
      people.listInvitations(context.principal, input),
    ),
    create: api.invitations.create.handler(({ input, context }) =>
      people.invite(context.principal, input),
    ),
    revoke: api.invitations.revoke.handler(({ input, context }) =>
      people.revoke(context.principal, input.id),
    ),
  };
}
