import { createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { itemFilterSchema } from '../features/runs/item-filter.ts';
import { BrokenRoute } from './routes/broken-route.tsx';
import { DatasetRoute } from './routes/dataset-route.tsx';
import { DatasetsRoute } from './routes/datasets-route.tsx';
import { ItemRoute } from './routes/item-route.tsx';
import { ModelRoute } from './routes/model-route.tsx';
import { ModelsRoute } from './routes/models-route.tsx';
import { NotFoundRoute } from './routes/not-found-route.tsx';
import { RegisterRoute } from './routes/register-route.tsx';
import { RunRoute } from './routes/run-route.tsx';
import { RunsRoute } from './routes/runs-route.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell });
const getParentRoute = () => root;

const routes = [
  createRoute({
    getParentRoute,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/runs' });
    },
  }),
  createRoute({ getParentRoute, path: '/runs', component: RunsRoute }),
  createRoute({
    getParentRoute,
    path: '/runs/$runId',
    component: RunRoute,
    validateSearch: itemFilterSchema,
  }),
  createRoute({ getParentRoute, path: '/runs/$runId/items/$itemId', component: ItemRoute }),
  createRoute({ getParentRoute, path: '/models', component: ModelsRoute }),
  createRoute({ getParentRoute, path: '/models/new', component: RegisterRoute }),
  createRoute({ getParentRoute, path: '/models/$modelId', component: ModelRoute }),
  createRoute({ getParentRoute, path: '/datasets', component: DatasetsRoute }),
  createRoute({ getParentRoute, path: '/datasets/$datasetId', component: DatasetRoute }),
] as const;

/** All pages and their addresses. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  scrollRestoration: true,
  defaultNotFoundComponent: NotFoundRoute,
  defaultErrorComponent: BrokenRoute,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
