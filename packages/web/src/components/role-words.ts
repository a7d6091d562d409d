import type { Role } from '@patchbay/core/access/role.ts';

/** What a role is for, as people are told who give one or have one. */
export const roleWords: { readonly [Name in Role]: string } = {
  owner: 'Everything, and who is let in and which private addresses may be called.',
  manager: 'Models, datasets, runs, API keys, and the people who label.',
  labeller: 'Looks at everything that was predicted, and asks models about single inputs.',
  viewer: 'Looks, and changes nothing.',
};

/** `an owner`, `a viewer`. */
export function withArticle(role: Role): string {
  return `${role === 'owner' ? 'an' : 'a'} ${role}`;
}

/** Who is meant by some roles: `an owner or a manager`. */
export function oneOf(roles: readonly Role[]): string {
  return roles.map(withArticle).join(' or ');
}
