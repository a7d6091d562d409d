import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import type { DraftModel } from '@patchbay/core/api/trial-routes.ts';
import { useMemo, useState } from 'react';
import { type ReadDraft, type RegisterDraft, readDraft } from './register-draft.ts';
import type { RegisterStep } from './register-search.ts';
import type { StepTests } from './step-props.ts';
import { resultFor, type Trials, useTrials } from './use-trials.ts';

const noErrors: { readonly [name: string]: string } = {};

/** What is entered of a model, what can be tried of it, and the trials. */
export function useRegisterDraft(
  protocols: readonly ProtocolView[],
  initial: RegisterDraft,
  openStep: (step: RegisterStep) => void,
) {
  const [begun] = useState(initial);
  const [draft, setDraft] = useState(begun);
  const [showsErrors, setShowsErrors] = useState(false);
  const trials = useTrials();
  const protocol = protocols.find(({ id }) => id === draft.protocolId) ?? null;
  const read: ReadDraft | null = useMemo(
    () => protocol && readDraft(draft, protocol),
    [draft, protocol],
  );
  const model = read?.ok ? read.model : null;

  /** Does something with the model; where a field is wrong, that is shown instead. */
  function withModel(use: (known: NonNullable<typeof model>) => void): void {
    if (model) {
      use(model);
      return;
    }
    setShowsErrors(true);
    openStep(protocol ? 'address' : 'contract');
  }

  const test: StepTests = {
    address: () => withModel((tried) => trials.reach.mutate({ ...tried, ask: 'classes' })),
    wake: () => withModel((tried) => trials.wake.mutate({ ...tried, ask: 'prediction' })),
    classes: () => withModel((tried) => trials.classes.mutate(tried)),
    sample: () =>
      withModel((tried) => {
        if (draft.sample)
          trials.sample.mutate({ draft: withClasses(tried, trials), sample: draft.sample });
      }),
    check: (depth) => withModel((tried) => trials.check.mutate({ ...tried, depth })),
  };

  return {
    draft,
    /** Whether anything was entered here. */
    isBegun: draft !== begun,
    setDraft,
    change: (changes: Partial<RegisterDraft>) => setDraft((before) => ({ ...before, ...changes })),
    protocol,
    model,
    errors: showsErrors && read?.ok === false ? read.errors : noErrors,
    withModel,
    trials,
    test,
  };
}
/** The draft with the classes that its endpoint named, so that those of an answer are known. */
export function withClasses(model: DraftModel, trials: Trials): DraftModel {
  const ontology = model.ontology ?? resultFor(trials.classes, model)?.ontology;
  return ontology ? { ...model, ontology } : model;
}

export type RegisterDraftState = ReturnType<typeof useRegisterDraft>;
