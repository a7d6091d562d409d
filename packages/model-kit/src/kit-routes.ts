import type { Credentials } from '@patchbay/core/model/credentials.ts';
import type { ServedModel } from './answer-prediction.ts';
import { describeSecret, writeManifest } from './model-manifest.ts';
import { normalisePath, type Route } from './route.ts';

/** What every server answers, whatever its protocols: its health, and the manifest where it has one. */
export function listKitRoutes(served: readonly ServedModel[], credentials: Credentials): Route[] {
  const withManifest = served.find(({ protocol }) => protocol.id === 'foundry');
  return [
    createHealthRoute(served),
    ...(withManifest ? [createManifestRoute(withManifest, credentials)] : []),
  ];
}

/** Says that the server is up; without a secret, since load balancers have none. */
function createHealthRoute(served: readonly ServedModel[]): Route {
  const body = JSON.stringify({
    status: 'ok',
    model: served[0]?.model.name,
    protocols: served.map(({ protocol }) => protocol.id),
  });
  return {
    method: 'GET',
    path: '/health',
    owner: 'the kit',
    isOpen: true,
    answer: async () => ({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body,
    }),
  };
}

/** Gives the manifest by which the model is registered, with the address by which it was asked for. */
function createManifestRoute({ model, protocol }: ServedModel, credentials: Credentials): Route {
  const path = normalisePath(protocol.server.predictPath);
  return {
    method: 'GET',
    path: '/model.yaml',
    owner: 'the kit',
    isOpen: false,
    answer: async (_, { baseUrl }) => ({
      status: 200,
      headers: { 'content-type': 'application/yaml; charset=utf-8' },
      body: writeManifest(model, { url: baseUrl + path }) + describeSecret(credentials),
    }),
  };
}
