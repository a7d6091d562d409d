import type { DraftModel } from '@patchbay/core/api/trial-routes.ts';
import { authenticationKinds } from '@patchbay/core/model/credentials.ts';
import { reachWords } from './reach-words.ts';
import type { RegisterStep } from './register-search.ts';
import type { StepTone } from './step-card.tsx';
import type { RegisterDraftState } from './use-register-draft.ts';
import { resultFor, targetOf } from './use-trials.ts';

export const stepTitles: { readonly [Step in RegisterStep]: string } = {
  contract: 'Contract',
  address: 'Address',
  authentication: 'Authentication',
  reach: 'Reachable and warm',
  classes: 'Classes',
  sample: 'A sample of yours',
  conformance: 'Conformance',
  save: 'Save',
};

export interface StepSummary {
  readonly tone: StepTone;
  readonly words: string;
}

type Known = Pick<RegisterDraftState, 'draft' | 'protocol' | 'model' | 'trials'>;

/** How every step stands, in a line. */
export function summariseSteps(known: Known): { readonly [Step in RegisterStep]: StepSummary } {
  return {
    contract: known.protocol ? good(known.protocol.title) : open('choose one'),
    address: summariseAddress(known),
    authentication: summariseAuthentication(known),
    reach: summariseWarmth(known),
    classes: summariseClasses(known),
    sample: summariseSample(known),
    conformance: summariseCheck(known),
    save: known.draft.name.trim() ? good(known.draft.name.trim()) : open('it needs a name'),
  };
}

function summariseAddress({ model, trials }: Known): StepSummary {
  const url = model?.connection.url;
  if (typeof url !== 'string') return open('where it is called');
  const report = resultFor(trials.reach, model);
  if (!report) return open(url);
  const isThere = report.state === 'refused' || report.state === 'warm';
  return { tone: isThere ? 'good' : reachWords[report.state].tone, words: url };
}

function summariseAuthentication({ model, trials }: Known): StepSummary {
  const words = describeCredentials(model);
  const report = resultFor(trials.reach, model);
  if (report?.state === 'refused') return { tone: 'bad', words: `${words}: refused` };
  return report?.state === 'warm' ? good(words) : open(words);
}

const kindNames = { bearer: 'bearer token', basic: 'user name', header: 'a header' } as const;

function describeCredentials(model: DraftModel | null): string {
  const { credentials = {} } = model ?? {};
  const kinds = authenticationKinds.filter((kind) => credentials[kind] !== undefined);
  return kinds.map((kind) => kindNames[kind]).join(' and ') || 'none';
}

function summariseWarmth({ model, trials }: Known): StepSummary {
  if (trials.wake.isPending) return open('waiting for a prediction …');
  const report = resultFor(trials.wake, model);
  if (!report) return open('not tried');
  const { tone, short } = reachWords[report.state];
  const took = report.call ? ` in ${Math.round(report.call.latencyMs).toLocaleString()} ms` : '';
  return { tone, words: report.state === 'warm' ? `warm: answered${took}` : short };
}

function summariseClasses({ draft, protocol, model, trials }: Known): StepSummary {
  const { classes } = draft;
  if (classes.from === 'endpoint') {
    const result = resultFor(trials.classes, model);
    if (result?.ontology)
      return good(`${describeCount(countClasses(result.ontology))} from the endpoint`);
    if (result) return { tone: 'careful', words: 'could not be read' };
    return open(protocol?.discoversOntology ? 'the endpoint is asked' : 'none');
  }
  const count = countClasses(model?.ontology);
  return count > 0
    ? good(`${describeCount(count)} entered here`)
    : open('none: every class is taken as unknown');
}

function countClasses(ontology: DraftModel['ontology']): number {
  return (ontology?.tools?.length ?? 0) + (ontology?.classifications?.length ?? 0);
}

function describeCount(count: number): string {
  return `${count.toLocaleString()} ${count === 1 ? 'class' : 'classes'}`;
}

function summariseSample({ draft, model, trials }: Known): StepSummary {
  const { data, variables } = trials.sample;
  const isOfThis = model && variables && targetOf(variables.draft) === targetOf(model);
  if (!data || !isOfThis || variables.sample !== draft.sample) return open('not tried');
  if (!data.prediction) return { tone: 'bad', words: 'no answer' };
  const { annotations, warnings } = data.prediction;
  const found = `${annotations.length.toLocaleString()} found`;
  if (warnings.length === 0) return good(found);
  const noun = warnings.length === 1 ? 'warning' : 'warnings';
  return { tone: 'careful', words: `${found}, ${warnings.length.toLocaleString()} ${noun}` };
}

function summariseCheck({ model, trials }: Known): StepSummary {
  const report = resultFor(trials.check, model);
  if (!report) return open('not checked');
  if (!report.passed) return { tone: 'bad', words: 'not conformant' };
  const warned = report.findings.some(({ status }) => status === 'warned');
  return warned ? { tone: 'careful', words: 'conformant, with warnings' } : good('conformant');
}

function good(words: string): StepSummary {
  return { tone: 'good', words };
}

function open(words: string): StepSummary {
  return { tone: 'open', words };
}
