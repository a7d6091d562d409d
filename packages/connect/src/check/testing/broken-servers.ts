import type { RuleId } from '@patchbay/core/conformance/rules.ts';
import { brokenAnswers } from './broken-answers.ts';
import { brokenBehaviour } from './broken-behaviour.ts';
import { brokenContent } from './broken-content.ts';
import { brokenReach } from './broken-reach.ts';
import type { BrokenServer } from './broken-server.ts';

/** For every rule a server that breaks it, and no other. A rule without one is a type error. */
export const brokenServers: { readonly [Id in RuleId]: BrokenServer } = {
  ...brokenReach,
  ...brokenAnswers,
  ...brokenContent,
  ...brokenBehaviour,
};
