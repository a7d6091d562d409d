import { indexFeatures } from '@patchbay/core/ontology/feature-index.ts';
import { listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { Asked, CheckRecord } from '../session/check-record.ts';
import { type Breach, breachOf } from './evidence.ts';
import { describeAnswers, type Judge, type JudgedRecord, nothingRead } from './judge.ts';
import { listRead } from './sightings.ts';
import { broken, kept, keptUnless, untried } from './verdict.ts';

/** Most classes that a message names. */
const maximumNames = 12;

export const judgeListed: Judge = ({ discovery, protocol, stopped }) => {
  if (!protocol.discovery) return untried('This contract has no list of classes.');
  if (!discovery?.exchange) return untried(stopped ?? 'No call could be made.');
  const { outcome, exchange } = discovery;
  if (outcome.ok) return kept(describeClasses(outcome.value));
  if (!exchange.response || outcome.problem.code === 'MODEL_UNAUTHORIZED') {
    return untried(stopped ?? outcome.problem.message);
  }
  return broken([breachOf(outcome.problem, { about: 'the list of classes', exchange })]);
};

export const judgeAny: Judge = (record) => {
  const listed = listedOntology(record);
  if (!listed) return untriedList(record);
  if (listFeatures(listed).length > 0) return kept(countClasses(listed));
  const message = 'The list is empty, so every answer would be of an unknown class.';
  return broken([showList(record, message)]);
};

export const judgeDeclared: Judge = (record) => {
  const listed = listedOntology(record);
  if (!listed) return untriedList(record);
  if (!record.declared) return untried('No ontology was given with the model.');
  const known = new Set(listFeatures(listed).map(({ name }) => name));
  const missing = listFeatures(record.declared)
    .map(({ name }) => name)
    .filter((name) => !known.has(name));
  if (missing.length === 0) return kept('All of them are.');
  const message = `The model declares classes that are not among them: ${joinNames(missing)}.`;
  return broken([showList(record, message)]);
};

export const judgeRepeated: Judge = (record) => {
  const breaches = record.sightings.get('classes-repeated') ?? [];
  if (breaches.length > 0) return broken(breaches);
  const listed = listedOntology(record);
  return listed ? kept(countClasses(listed)) : untriedList(record);
};

export const judgeUnknown: Judge = (record) => judgeUnknownClasses(record, false);
export const judgeKind: Judge = (record) => judgeUnknownClasses(record, true);

/** Classes that are unknown for their kind: known for another one, or not at all. */
function judgeUnknownClasses(record: JudgedRecord, isOfOtherKind: boolean) {
  const { ontology } = record;
  const read = listRead(record);
  if (read.length === 0) return nothingRead(record);
  if (listFeatures(ontology).length === 0) {
    return untried(
      'Nobody said which classes there are: give the check the ontology of the model.',
    );
  }
  const breaches = read.flatMap((asked) => findUnknown(asked, ontology, isOfOtherKind));
  return keptUnless(breaches, describeAnswers(read.length));
}

function findUnknown(asked: Asked, ontology: Ontology, isOfOtherKind: boolean): Breach[] {
  const { outcome, exchange, input } = asked;
  if (!outcome.ok) return [];
  const unknown = outcome.value.annotations.filter(({ unknownClass }) => unknownClass);
  return [...Map.groupBy(unknown, (one) => one.class).values()].flatMap(([first]): Breach[] => {
    if (!first) return [];
    const features = indexFeatures(ontology);
    const found = features.findName(first.class);
    if ((found.match !== 'none') !== isOfOtherKind) return [];
    const kinds = found.match === 'none' ? [] : features.named(found.name).map(({ kind }) => kind);
    const message = isOfOtherKind
      ? `"${first.class}" was answered as ${first.kind}; the ontology has it as ${kinds.join(', ')}.`
      : `"${first.class}" (${first.kind}) is not in the ontology.`;
    const warning = outcome.warnings.find(
      ({ code, message }) => code === 'CLASS_UNKNOWN' && message.startsWith(`"${first.class}"`),
    );
    const place = warning ? { pointer: warning.pointer } : {};
    return [{ about: input.title, exchange, message, ...place }];
  });
}

function listedOntology({ discovery }: CheckRecord): Ontology | null {
  return discovery?.outcome.ok ? discovery.outcome.value : null;
}

function untriedList({ protocol }: CheckRecord) {
  return untried(
    protocol.discovery ? 'The list could not be read.' : 'This contract has no list of classes.',
  );
}

function showList({ discovery }: CheckRecord, message: string): Breach {
  return { about: 'the list of classes', exchange: discovery?.exchange ?? null, message };
}

function countClasses(ontology: Ontology): string {
  const { length } = listFeatures(ontology);
  return length === 1 ? 'One class is listed.' : `${length} classes are listed.`;
}

function describeClasses(ontology: Ontology): string {
  const names = listFeatures(ontology).map(({ name, kind }) => `${name} (${kind})`);
  if (names.length === 0) return 'It knows no class.';
  return `It knows ${names.length} ${names.length === 1 ? 'class' : 'classes'}: ${joinNames(names)}.`;
}

function joinNames(names: readonly string[]): string {
  const shown = names.slice(0, maximumNames).join(', ');
  return names.length > maximumNames ? `${shown} and ${names.length - maximumNames} more` : shown;
}
