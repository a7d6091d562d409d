import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import type { ServedModel } from './answer-prediction.ts';
import { type AuthenticateBy, createCallerCheck, describeChallenge } from './caller-check.ts';
import { checkCredentials } from './check-credentials.ts';
import type { DownloadBounds } from './download-image.ts';
import { createGate } from './gate.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { listKitRoutes } from './kit-routes.ts';
import { type Log, logToStandardError } from './log.ts';
import type { Model } from './model.ts';
import { createParameterCheck } from './parameter-check.ts';
import { createRequestListener } from './request-listener.ts';
import { listRoutes } from './route.ts';
import { describeLeftOut, fitProtocol, type ServableProtocol } from './servable-protocol.ts';

/** How a model is served. */
export interface ServeOptions {
  /** Ids of protocols, or protocols of your own. */
  readonly protocols: readonly (string | ServableProtocol)[];
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** `127.0.0.1`, the default, is reached from this machine only; `0.0.0.0` from everywhere. */
  readonly host?: string;
  /**
   * The address by which others reach the server, where a proxy stands before it; it stands in the
   * generated manifest. By default what the request for the manifest was sent to.
   */
  readonly publicUrl?: string;
  /** What a caller has to show. Without it everyone is let in. */
  readonly authentication?: Credentials;
  /** Whether any one of the credentials lets a caller in, the default, or only all of them at once. */
  readonly authenticateBy?: AuthenticateBy;
  /** Larger requests are refused with 413. 32 MiB by default. */
  readonly maximumRequestBytes?: number;
  /** Predictions beyond this many at once are refused with 429, to be asked for again. No limit by default. */
  readonly maximumParallel?: number;
  /** How images are fetched that come as a URL: within 32 MiB, 20 seconds and public addresses by default. */
  readonly imageDownloads?: Partial<DownloadBounds>;
  /** How long `close` waits for requests in flight, in milliseconds; 10 seconds by default. */
  readonly drainTimeoutMs?: number;
  /** Takes a line for every failure and every refused request. Standard error by default. */
  readonly log?: Log;
}

const maximumBytes = 32 * 1024 * 1024;

/**
 * Serves one model under several protocols on one port.
 * @throws PatchbayError INPUT_PROTOCOL_UNKNOWN, or INPUT_INVALID where a protocol cannot carry the
 * model, two protocols want the same path or credentials cannot be sent; Error where the port is taken.
 */
export async function serveModel(model: Model, options: ServeOptions): Promise<HttpServer> {
  const log = options.log ?? logToStandardError;
  const { authentication, authenticateBy = 'any' } = options;
  const credentials = authentication ? checkCredentials(authentication, authenticateBy) : {};
  const served = options.protocols.map((protocol) =>
    prepare(model, typeof protocol === 'string' ? requireProtocol(protocol) : protocol, {
      ...options,
      log,
    }),
  );
  const kitRoutes = listKitRoutes(served, credentials);
  const routes = listRoutes(served, createGate(options.maximumParallel), kitRoutes);
  const listener = createRequestListener({
    routes,
    checkCaller: createCallerCheck(credentials, authenticateBy),
    challenge: describeChallenge(credentials),
    publicUrl: options.publicUrl?.replace(/\/+$/, '') ?? null,
    maximumRequestBytes: options.maximumRequestBytes ?? maximumBytes,
    log,
  });
  const server = await startHttpServer(listener, {
    port: options.port ?? 0,
    host: options.host ?? '127.0.0.1',
    drainTimeoutMs: options.drainTimeoutMs ?? 10_000,
    log,
  });
  for (const { protocol, fit } of served) {
    if (fit.leftOut.length > 0) {
      log(
        `${model.name}: ${protocol.id} cannot carry ${describeLeftOut(fit.leftOut)}; left out there`,
      );
    }
  }
  return server;
}

function prepare(
  model: Model,
  protocol: ServableProtocol,
  options: ServeOptions & { readonly log: Log },
): ServedModel {
  return {
    model,
    protocol,
    fit: fitProtocol(model, protocol),
    checkParameters: createParameterCheck(model.parametersSchema),
    downloads: {
      maximumBytes,
      timeoutMs: 20_000,
      allowPrivateAddresses: false,
      ...options.imageDownloads,
    },
    log: options.log,
  };
}

function requireProtocol(id: string): ServableProtocol {
  const found = findProtocol(id);
  if (!found.ok) throw new PatchbayError(found.problem);
  return found.value;
}
