import type { Permission } from '@patchbay/core/api/route.ts';
import { type DeclaredRoute, nameOf } from './declared-routes.ts';
import { openRoutes } from './open-routes.ts';
import { listThings, type OurThings } from './our-things.ts';

/** What is wrong with what a route says about itself, and what to add where; null where nothing is. */
export function judgeDeclaration(route: DeclaredRoute, things: OurThings): string | null {
  const name = nameOf(route);
  if ((route.rule === null || route.rule === 'public') && openRoutes[name] === undefined) {
    return `${name} is open to everybody. Say in its config.access, or in the contract, which permission it needs; where everybody may call it, say why in access/testing/open-routes.ts.`;
  }
  const isOpen = route.rule === null || route.rule === 'public';
  const unknown = isOpen ? [] : listThings(route.path).filter((word) => !things[word]);
  if (unknown.length > 0) {
    return `${name} names a thing of an organisation of which the test has none: make one in makeOurThings and give its id under "${unknown.join('", "')}" (access/testing/our-things.ts).`;
  }
  return null;
}

/** Somebody who asks; null permissions: nobody who is let in. */
export interface Asker {
  readonly who: string;
  readonly permissions: ReadonlySet<Permission> | null;
  /** Whether they are signed in; else they show a key. */
  readonly isPerson?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly permission: string | null;
}

/** What is wrong with how a route answered somebody who asked for a thing that is not there; null where nothing is. */
export function judgeAnswer(route: DeclaredRoute, asker: Asker, answer: Answer): string | null {
  const { rule } = route;
  if (rule === null || rule === 'public') return null;
  const seen = `${nameOf(route)} answered ${asker.who} with ${answer.status} ${answer.code ?? ''}`;
  if (asker.permissions === null) {
    const isRight = answer.status === 401 && answer.code === 'AUTH_REQUIRED';
    return isRight ? null : `${seen}, not with 401 AUTH_REQUIRED.`;
  }
  if (rule === 'session' && !asker.isPerson) {
    const isRight = answer.status === 403 && answer.code === 'AUTH_FORBIDDEN';
    return isRight ? null : `${seen}, but only people may call it.`;
  }
  if (rule !== 'any key' && rule !== 'session' && !asker.permissions.has(rule)) {
    const isRight = answer.code === 'AUTH_FORBIDDEN' && answer.permission === rule;
    return answer.status === 403 && isRight ? null : `${seen}, not with 403 for want of ${rule}.`;
  }
  const isLetIn = answer.status !== 401 && answer.status !== 403 && answer.status < 500;
  return isLetIn ? null : `${seen}, but they may call it (${rule}).`;
}
