import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { describeSampling } from '@patchbay/core/data-row/video-sampling.ts';
import { isJsonObject } from '@patchbay/core/json.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import type { Output } from '../terminal/terminal.ts';
import { countOf } from '../terminal/wording.ts';

/** How many classes are named before the rest is only counted. */
const shownClasses = 12;

/** Prints what there is to know of a model, a fact a line. */
export function printModel(out: Output, model: ModelView): void {
  const { revision, limits, credentials } = model;
  const { url, ...settings } = revision.connection;
  out.line(`${out.paint('bold', model.name)}  ${out.paint('dim', model.id)}`);
  if (model.description) out.line(`  ${model.description}`);
  const facts: [name: string, value: string][] = [
    ['protocol', revision.protocol],
    ['url', String(url ?? '')],
    ...Object.entries(settings).map(([key, value]): [string, string] => [
      key,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
    ['credentials', describeCredentials(credentials)],
    ['takes', revision.dataRowTypes.join(', ')],
    ...(revision.dataRowTypes.includes('video')
      ? [['frames', describeSampling(revision.videoSampling)] as [string, string]]
      : []),
    ['classes', describeClasses(model)],
    ['parameters', describeParameters(revision.parametersSchema)],
    ['limits', describeLimits(limits)],
    ['revision', `${revision.number} of ${revision.createdAt.slice(0, 10)}`],
    ['state', model.enabled ? 'enabled' : 'disabled'],
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  for (const [name, value] of facts) {
    out.line(`  ${out.paint('dim', name.padEnd(width))}  ${value}`);
  }
}

/** `bearer · fingerprint 7f3a91c2, since 2026-11-26`. */
function describeCredentials({ kinds, fingerprint, setAt }: ModelView['credentials']): string {
  const named = kinds.join(', ') || 'none';
  if (fingerprint === undefined) return named;
  return `${named} · fingerprint ${fingerprint}${setAt === undefined ? '' : `, since ${setAt.slice(0, 10)}`}`;
}

function describeClasses({ revision, discovery }: ModelView): string {
  const byName = [...Map.groupBy(listFeatures(revision.ontology), (feature) => feature.name)];
  const names = byName
    .slice(0, shownClasses)
    .map(([name, features]) => `${name} (${features.map(({ kind }) => kind).join(', ')})`);
  const more = byName.length > shownClasses ? [`${byName.length - shownClasses} more`] : [];
  const list = [...names, ...more].join(', ') || 'none known';
  const why = discovery.problem ? `: ${discovery.problem.message}` : '';
  return `${list} · ${discovery.state}${why}`;
}

function describeParameters(schema: ModelView['revision']['parametersSchema']): string {
  const properties = schema?.properties;
  return (isJsonObject(properties) && Object.keys(properties).join(', ')) || 'none';
}

function describeLimits(limits: ModelView['limits']): string {
  const rate = limits.requestsPerSecond;
  return [
    rate === null ? 'no rate limit' : `${rate} calls/s`,
    `${countOf(limits.concurrency, 'call')} at once`,
    `${limits.timeoutMs / 1000} s for a call`,
    `${countOf(limits.maximumAttempts, 'attempt')}`,
  ].join(' · ');
}
