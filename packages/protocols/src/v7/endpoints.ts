import { joinPath } from '../endpoint-path.ts';
import type { Endpoint } from '../prediction-protocol.ts';
import type { V7Connection } from './connection.ts';

type Addresses = Pick<V7Connection, 'url' | 'classesUrl' | 'inferUrl'>;

/** Where the classes are asked for. */
export function classesUrlOf({ url, classesUrl }: Addresses): string {
  return classesUrl ?? joinPath(url, 'classes');
}

/** Where predictions are asked for. */
export function inferUrlOf({ url, inferUrl }: Addresses): string {
  return inferUrl ?? joinPath(url, 'infer');
}

/** The addresses that are called, and the bases that people mean when they enter another one. */
export function listEndpoints(connection: Addresses): Endpoint[] {
  const alternatives = connection.inferUrl
    ? []
    : listOtherBases(connection.url).map((url) => ({
        url: inferUrlOf({ url }),
        connection: { url },
      }));
  return [
    { purpose: 'classes', method: 'GET', url: classesUrlOf(connection), alternatives: [] },
    { purpose: 'predictions', method: 'POST', url: inferUrlOf(connection), alternatives },
  ];
}

/** A path is entered whole (`…/infer`), with a version too many, or with one too few. */
function listOtherBases(entered: string): string[] {
  const { pathname } = new URL(entered);
  const path = pathname.replace(/\/+$/, '');
  const base = path.replace(/\/+(?:infer|classes)$/, '');
  const others = [base, base.replace(/\/+v\d+$/, ''), `${base}/v1`, `${base}/api`, ''];
  return [...new Set(others)].filter((other) => other !== path).map((other) => at(entered, other));
}

function at(entered: string, path: string): string {
  const url = new URL(entered);
  url.pathname = path;
  return url.href.replace(/\/$/, '');
}
