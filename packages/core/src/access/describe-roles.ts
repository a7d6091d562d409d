import { type Permission, permissions } from '../api/route.ts';
import { rolePermissions, roles } from './role.ts';

/** What somebody may do by a permission, in words; as a scope of a key too. */
const meanings: { readonly [Name in Permission]: string } = {
  'protocols:read': 'see which protocols there are',
  'models:read': 'see models and their revisions, without their secrets',
  'models:write': 'register, change, check and remove models, and give them credentials',
  'models:use': 'ask a model about one input, of which nothing is kept, and open saved prompts',
  'prompts:write': 'save, change and delete prompts of the sandbox',
  'datasets:read': 'see datasets, data rows and their files',
  'datasets:write': 'create datasets and import into them',
  'runs:read': 'see runs, how far they are, and why items failed',
  'runs:write': 'start, pause, resume and cancel runs, and sort out what failed',
  'predictions:read': 'see what models predicted, with the exchanges behind it, and export it',
  'evaluations:read': 'see evaluations of chat models with all answers and marks, and export them',
  'evaluations:write':
    'make and delete evaluations and add scores; where models are asked, it takes `runs:write` too',
  'evaluations:rate': 'judge answers without knowing whose they are',
  'members:read': 'see the people of the organisation and who is invited',
  'members:write': 'invite people, change their roles, take them out, and make sign-in links',
  'keys:read': 'see which API keys there are, never the keys themselves',
  'keys:write': 'make and revoke API keys',
  'audit:read': 'see and export who changed what',
  'settings:read':
    'see which private addresses models may have, how much room data takes, and for how long exchanges are kept',
  'settings:write':
    'allow and forbid private addresses, and choose for how long exchanges are kept',
};

/** A route with what whoever calls it must be allowed to do. */
export interface RuledRoute {
  /** `GET /api/v1/runs/{id}`. */
  readonly name: string;
  /** A permission; `any key`: everybody who is let in; `session`: people, not keys; else everybody. */
  readonly rule: Permission | 'any key' | 'session' | 'public' | null;
}

/** The page `docs/roles.md`: which role may do what, and which route takes which permission. */
export function describeRoles(routes: readonly RuledRoute[]): string {
  return [
    ...introduction,
    writeTable(
      ['permission', 'lets somebody', ...roles],
      permissions.map((permission) => [
        `\`${permission}\``,
        meanings[permission],
        ...roles.map((role) => (rolePermissions[role].includes(permission) ? 'yes' : '')),
      ]),
    ),
    ...betweenTables,
    writeTable(
      ['permission', 'routes'],
      [...permissions.map((name) => [name, `\`${name}\``] as const), ...unruled].map(
        ([rule, words]) => [words, listRoutes(routes, rule)],
      ),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

const unruled = [
  ['any key', 'whoever is let in'],
  ['session', 'people who are signed in, not keys'],
  ['public', 'everybody'],
] as const;

function listRoutes(routes: readonly RuledRoute[], wanted: string): string {
  const names = routes.filter(({ rule }) => (rule ?? 'public') === wanted).map(({ name }) => name);
  return names
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ');
}

function writeTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.join('\n');
}

const introduction = [
  '# Roles and permissions',
  "<!-- Written from packages/core/src/access and the routes of the hub. Change those, then: npm exec -c 'vitest run packages/hub/src/access/roles-page.test.ts --update' -->",
  'People have a role in their organisation; API keys have scopes. Both come down to the same permissions, and every route asks for exactly one of them. What belongs to another organisation is not there for anybody: it answers 404, as what does not exist.',
  'An **owner** answers for the organisation: its people, and where its models may be called. A **manager** runs labelling. A **labeller** works with what is there. A **viewer** looks. An owner gives and takes every role; a manager those of labellers and viewers.',
];

const betweenTables = [
  'A key never has a scope that whoever makes it, person or key, has not got: [how to give a key](how-to/give-a-key.md). There is no scope for reports of training yet, since nothing takes them.',
  '## Which route asks for what',
];
