import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { type Contract, contract } from '@patchbay/core/api/contract.ts';
import { toApiError } from './api-error.ts';

/** Where the API of our own origin begins. */
export const apiBase = '/api/v1';

const link = new OpenAPILink(contract, {
  url: () => new URL(apiBase, window.location.origin),
  fetch: (request, init) => fetch(request, { ...init, credentials: 'same-origin' }),
  customErrorResponseBodyDecoder: (body, response) => toApiError(body, response.status),
});

/** The one typed client of the API; the session's cookie says who calls. */
export const client: ContractRouterClient<Contract> = createORPCClient(link);

/** The same routes as options for queries and mutations: `useQuery(api.models.get.queryOptions(…))`. */
export const api = createTanstackQueryUtils(client);
