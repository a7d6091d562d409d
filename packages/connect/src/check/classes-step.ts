import type { CheckStep } from '@patchbay/core/model/check-report.ts';
import { listFeatures, type Ontology } from '@patchbay/core/ontology/ontology.ts';
import { failedStep, type Reply } from './check-steps.ts';

/** Most classes that a finding names. */
const maximumNames = 12;

/** Which classes does it say it knows, and are those that we were told among them? */
export function classesStep(reply: Reply<Ontology>, declared: Ontology | undefined): CheckStep {
  const step = { id: 'classes', title: 'It says which classes it knows' };
  const latencyMs = reply.exchange?.latencyMs ?? null;
  if (!reply.outcome.ok) return failedStep(step, reply.outcome.problem, latencyMs);
  const { value: ontology, warnings } = reply.outcome;
  const missing = declared ? listMissing(declared, ontology) : [];
  const findings = [describeClasses(ontology)];
  if (missing.length > 0) {
    findings.push(`The model declares classes that are not among them: ${joinNames(missing)}.`);
  }
  const isClean = warnings.length === 0 && missing.length === 0 && !isEmpty(ontology);
  return {
    ...step,
    status: isClean ? 'passed' : 'warned',
    finding: findings.join(' '),
    warnings: [...warnings],
    latencyMs,
  };
}

function describeClasses(ontology: Ontology): string {
  if (isEmpty(ontology)) return 'It knows no class, so every answer would be of an unknown class.';
  const names = listFeatures(ontology).map(({ name, kind }) => `${name} (${kind})`);
  return `It knows ${names.length} ${names.length === 1 ? 'class' : 'classes'}: ${joinNames(names)}.`;
}

function listMissing(declared: Ontology, found: Ontology): string[] {
  const known = new Set(listFeatures(found).map(({ name }) => name));
  return listFeatures(declared)
    .map(({ name }) => name)
    .filter((name) => !known.has(name));
}

function isEmpty(ontology: Ontology): boolean {
  return listFeatures(ontology).length === 0;
}

function joinNames(names: readonly string[]): string {
  const shown = names.slice(0, maximumNames).join(', ');
  return names.length > maximumNames ? `${shown} and ${names.length - maximumNames} more` : shown;
}
