import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  redirect,
  stripSearchParams,
} from '@tanstack/react-router';
import { keySearchSchema, peopleSearchSchema } from '../features/access/access-search.ts';
import { auditSearchSchema } from '../features/access/audit/audit-search.ts';
import { dataRowSearchSchema } from '../features/datasets/data-row/data-row-search.ts';
import { datasetSearchSchema } from '../features/datasets/dataset-search.ts';
import { rowSearchSchema } from '../features/datasets/gallery/row-search.ts';
import { entrySearchSchema } from '../features/egress/entry-search.ts';
import { evaluationSearchSchema } from '../features/evaluations/evaluation-search.ts';
import { promptFilterSchema } from '../features/evaluations/prompt-filter.ts';
import { catalogueSearchSchema } from '../features/models/catalogue/catalogue-search.ts';
import { modelSearchSchema } from '../features/models/model-tab.ts';
import { registerSearchSchema } from '../features/models/register/register-search.ts';
import { playgroundSearchSchema } from '../features/playground/playground-search.ts';
import { compareSearchSchema, emptyComparison } from '../features/runs/compare/compare-search.ts';
import { emptyDraft, runDraftSchema } from '../features/runs/define/run-draft.ts';
import { itemFilterSchema } from '../features/runs/item-filter.ts';
import { runSearchSchema } from '../features/runs/run-search.ts';
import { sandboxSearchSchema } from '../features/sandbox/sandbox-search.ts';
import { Frame } from './frame.tsx';
import { keepLinkToken, linkPath } from './link-token.ts';
import { createQueryClient } from './query-client.ts';
import type { ReadingAhead } from './read-ahead.ts';
import { BrokenRoute } from './routes/broken-route.tsx';
import { NotFoundRoute } from './routes/not-found-route.tsx';
import { SettingsRoute } from './routes/settings-route.tsx';

const root = createRootRouteWithContext<ReadingAhead>()({ component: Frame });
const getParentRoute = () => root;

const routes = [
  createRoute({
    getParentRoute,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/runs' });
    },
  }),
  createRoute({
    getParentRoute,
    path: '/runs',
    component: lazyRouteComponent(() => import('./routes/runs-route.tsx'), 'RunsRoute'),
    validateSearch: runSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/runs/compare',
    component: lazyRouteComponent(() => import('./routes/compare-route.tsx'), 'CompareRoute'),
    validateSearch: compareSearchSchema,
    search: { middlewares: [stripSearchParams(emptyComparison)] },
  }),
  createRoute({
    getParentRoute,
    path: '/runs/new',
    component: lazyRouteComponent(() => import('./routes/define-run-route.tsx'), 'DefineRunRoute'),
    validateSearch: runDraftSchema,
    search: { middlewares: [stripSearchParams(emptyDraft)] },
  }),
  createRoute({
    getParentRoute,
    path: '/runs/$runId',
    component: lazyRouteComponent(() => import('./routes/run-route.tsx'), 'RunRoute'),
    validateSearch: itemFilterSchema,
    loader: async ({ context, params }) =>
      (await import('./routes/load-run.ts')).loadRun(context, params),
  }),
  createRoute({
    getParentRoute,
    path: '/runs/$runId/items/$itemId',
    component: lazyRouteComponent(() => import('./routes/item-route.tsx'), 'ItemRoute'),
    validateSearch: itemFilterSchema,
    loaderDeps: ({ search }) => search,
    loader: async ({ context, params, deps }) =>
      (await import('./routes/load-item.ts')).loadItem(context, { ...params, filter: deps }),
  }),
  createRoute({
    getParentRoute,
    path: '/models',
    component: lazyRouteComponent(() => import('./routes/models-route.tsx'), 'ModelsRoute'),
    validateSearch: catalogueSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/models/new',
    component: lazyRouteComponent(() => import('./routes/register-route.tsx'), 'RegisterRoute'),
    validateSearch: registerSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/models/$modelId',
    component: lazyRouteComponent(() => import('./routes/model-route.tsx'), 'ModelRoute'),
    validateSearch: modelSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/models/$modelId/playground',
    component: lazyRouteComponent(() => import('./routes/playground-route.tsx'), 'PlaygroundRoute'),
    validateSearch: playgroundSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/sandbox',
    component: lazyRouteComponent(() => import('./routes/sandbox-route.tsx'), 'SandboxRoute'),
    validateSearch: sandboxSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/datasets',
    component: lazyRouteComponent(() => import('./routes/datasets-route.tsx'), 'DatasetsRoute'),
    validateSearch: datasetSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/datasets/$datasetId',
    component: lazyRouteComponent(() => import('./routes/dataset-route.tsx'), 'DatasetRoute'),
    validateSearch: rowSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/data-rows/$dataRowId',
    component: lazyRouteComponent(() => import('./routes/data-row-route.tsx'), 'DataRowRoute'),
    validateSearch: dataRowSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/evaluations',
    component: lazyRouteComponent(
      () => import('./routes/evaluations-route.tsx'),
      'EvaluationsRoute',
    ),
    validateSearch: evaluationSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/evaluations/new',
    component: lazyRouteComponent(
      () => import('./routes/new-evaluation-route.tsx'),
      'NewEvaluationRoute',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/evaluations/$evaluationId',
    component: lazyRouteComponent(() => import('./routes/evaluation-route.tsx'), 'EvaluationRoute'),
    validateSearch: promptFilterSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/evaluations/$evaluationId/prompts/$dataRowId',
    component: lazyRouteComponent(() => import('./routes/prompt-route.tsx'), 'PromptRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/evaluations/$evaluationId/judge',
    component: lazyRouteComponent(() => import('./routes/blind-route.tsx'), 'BlindRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit',
    component: lazyRouteComponent(() => import('./routes/audit-route.tsx'), 'AuditRoute'),
    validateSearch: auditSearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/help',
    component: lazyRouteComponent(() => import('./routes/help-route.tsx'), 'HelpRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/help/$',
    component: lazyRouteComponent(() => import('./routes/help-route.tsx'), 'HelpRoute'),
  }),
  createRoute({ getParentRoute, path: '/settings', component: SettingsRoute }),
  createRoute({
    getParentRoute,
    path: '/settings/people',
    validateSearch: peopleSearchSchema,
    component: lazyRouteComponent(() => import('./routes/people-route.tsx'), 'PeopleRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/settings/keys',
    validateSearch: keySearchSchema,
    component: lazyRouteComponent(() => import('./routes/keys-route.tsx'), 'KeysRoute'),
  }),
  createRoute({
    getParentRoute,
    path: '/settings/egress',
    component: lazyRouteComponent(() => import('./routes/egress-route.tsx'), 'EgressRoute'),
    validateSearch: entrySearchSchema,
  }),
  createRoute({
    getParentRoute,
    path: '/settings/storage',
    component: lazyRouteComponent(() => import('./routes/storage-route.tsx'), 'StorageRoute'),
  }),
  createRoute({
    getParentRoute,
    path: linkPath,
    component: lazyRouteComponent(() => import('./routes/link-route.tsx'), 'LinkRoute'),
    beforeLoad: ({ location: { hash } }) => {
      if (hash === '') return;
      // The token must not stay in the address bar, nor in what the browser remembers.
      keepLinkToken(hash);
      throw redirect({ to: linkPath, hash: '', replace: true });
    },
  }),
  // For who is signed out the frame shows the way in, here as everywhere.
  createRoute({ getParentRoute, path: '/sign-in', component: () => <Navigate to="/" replace /> }),
] as const;

/** All pages and their addresses. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  context: { queryClient: createQueryClient() },
  // Code and data come while somebody still makes up their mind; what is fresh enough the queries know.
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  // What was read the queries keep, and forget: pages that were left hold nothing.
  defaultGcTime: 0,
  scrollRestoration: true,
  defaultNotFoundComponent: NotFoundRoute,
  defaultErrorComponent: BrokenRoute,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
