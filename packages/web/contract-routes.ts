import { minifyContractRouter } from '@orpc/contract';
import { contract } from '@patchbay/core/api/contract.ts';
import type { Plugin } from 'vite';

/**
 * Puts in place of the API's contract what a client needs of it: methods and paths. The schemas, which the hub
 * checks with and the compiler reads the types from, would be a third of the first page.
 */
export function contractRoutes(): Plugin {
  const routes = JSON.stringify(minifyContractRouter(contract));
  return {
    name: 'contract-routes',
    load(id) {
      if (id.endsWith('/core/src/api/contract.ts')) return `export const contract = ${routes};`;
    },
  };
}
