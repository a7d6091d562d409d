import { askRoutes } from './ask-routes.ts';
import { auditRoutes } from './audit-routes.ts';
import { chatRoutes } from './chat-routes.ts';
import { datasetRoutes } from './dataset-routes.ts';
import { egressRoutes } from './egress-routes.ts';
import { evaluationRoutes } from './evaluation-routes.ts';
import { itemRoutes } from './item-routes.ts';
import { apiKeyRoutes } from './key-routes.ts';
import { modelRoutes } from './model-routes.ts';
import { invitationRoutes, memberRoutes } from './people-routes.ts';
import { protocolRoutes } from './protocol-routes.ts';
import { runRoutes } from './run-routes.ts';
import { savedPromptRoutes } from './saved-prompt-routes.ts';
import { settingsRoutes } from './settings-routes.ts';
import { trialRoutes } from './trial-routes.ts';

/**
 * Our own API under `/api/v1`: the one place from which the hub's routes, their validation, the
 * OpenAPI document and the typed clients of web and command line derive.
 */
export const contract = {
  protocols: protocolRoutes,
  models: { ...modelRoutes, ...askRoutes, trials: trialRoutes },
  datasets: datasetRoutes,
  egress: egressRoutes,
  runs: runRoutes,
  items: itemRoutes,
  evaluations: evaluationRoutes,
  chat: chatRoutes,
  savedPrompts: savedPromptRoutes,
  apiKeys: apiKeyRoutes,
  audit: auditRoutes,
  members: memberRoutes,
  invitations: invitationRoutes,
  settings: settingsRoutes,
};
export type Contract = typeof contract;
