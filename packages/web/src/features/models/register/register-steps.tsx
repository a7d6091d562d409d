import { Stack } from '@mantine/core';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { LeaveGuard } from '../../../components/leave-guard.tsx';
import { AddressStep } from './address-step.tsx';
import { AuthenticationStep } from './authentication-step.tsx';
import { ClassesStep } from './classes-step.tsx';
import { ConformanceStep } from './conformance-step.tsx';
import { ContractStep } from './contract-step.tsx';
import { DraftSummary } from './draft-summary.tsx';
import { ReachStep } from './reach-step.tsx';
import { chooseProtocol, type RegisterDraft, takeManifest, toNewModel } from './register-draft.ts';
import classes from './register-page.module.css';
import { type RegisterStep, registerSteps } from './register-search.ts';
import { SampleStep } from './sample-step.tsx';
import { SaveStep } from './save-step.tsx';
import { StepCard, type StepTone } from './step-card.tsx';
import { stepTitles, summariseSteps } from './step-summaries.ts';
import { type RegisterDraftState, useRegisterDraft } from './use-register-draft.ts';
import type { useRegistration } from './use-registration.ts';
import { resultFor } from './use-trials.ts';

interface RegisterStepsProps {
  protocols: readonly ProtocolView[];
  initial: RegisterDraft;
  step: RegisterStep;
  onStep: (step: RegisterStep) => void;
  registration: ReturnType<typeof useRegistration>;
}

/** All steps, of which one is open, beside what has been entered so far. */
export function RegisterSteps(props: RegisterStepsProps) {
  const { protocols, initial, step, onStep, registration } = props;
  const state = useRegisterDraft(protocols, initial, onStep);
  const { draft, setDraft, change, protocol, model } = state;
  const [way, setWay] = useState<'form' | 'manifest'>('form');
  const nameField = useRef<HTMLInputElement>(null);
  const summaries = summariseSteps(state);
  const isVerified = wasSeenToAnswer(state) || isFine(summaries.sample.tone);

  function save() {
    if (protocol && draft.dataRowTypes.length === 0) return onStep('address');
    if (draft.name.trim() === '') {
      onStep('save');
      return focusSoon(nameField);
    }
    state.withModel((known) => registration.mutate(toNewModel(draft, known, isVerified)));
  }

  const given = protocol && { ...state, protocol };
  const bodies: { readonly [Step in RegisterStep]: ReactNode } = {
    contract: (
      <ContractStep
        {...{ protocols, draft, way, onWay: setWay }}
        onChoose={(chosen) => setDraft((before) => chooseProtocol(before, chosen))}
        onManifest={(manifest) => change({ manifest })}
        onTakeManifest={(described, secret) => {
          setDraft((before) => takeManifest(before, protocols, described, secret));
          onStep('address');
        }}
      />
    ),
    address: given && <AddressStep {...given} />,
    authentication: given && <AuthenticationStep {...given} />,
    reach: given && <ReachStep {...given} />,
    classes: given && <ClassesStep {...given} />,
    sample: given && <SampleStep {...given} />,
    conformance: given && <ConformanceStep {...given} />,
    save: (
      <SaveStep
        {...{ draft, change, nameField, isVerified }}
        saving={registration}
        canSave={draft.name.trim() !== '' && draft.dataRowTypes.length > 0}
        onSave={save}
      />
    ),
  };
  return (
    <div className={classes.columns}>
      <LeaveGuard isNeeded={state.isBegun && isUnsaved(registration)} {...leaving} />
      <StepList {...{ bodies, summaries, step, onStep }} />
      <DraftSummary
        name={draft.name}
        contract={protocol?.title ?? null}
        url={readUrl(model)}
        isVerified={isVerified}
        isSaving={registration.isPending}
        error={step === 'save' ? null : registration.error}
        onSave={save}
      />
    </div>
  );
}

/** The field is there once its step is open. */
function focusSoon(field: RefObject<HTMLInputElement | null>): void {
  setTimeout(() => field.current?.focus());
}

function isUnsaved({ isIdle, isError }: RegisterStepsProps['registration']): boolean {
  return isIdle || isError;
}

const leaving = {
  question: 'Leave without registering the model?',
  explanation: 'What you entered, and what the tests showed, is kept nowhere.',
};

function readUrl(model: RegisterDraftState['model']): string | null {
  const url = model?.connection.url;
  return typeof url === 'string' ? url : null;
}

/** Whether a test has shown that the endpoint answers. */
function wasSeenToAnswer({ trials, model }: RegisterDraftState): boolean {
  const { findings = [] } = resultFor(trials.check, model) ?? {};
  return (
    findings.some(({ rule, status }) => rule === 'reach-answers' && status === 'passed') ||
    [trials.reach, trials.wake].some((trial) => resultFor(trial, model)?.state === 'warm')
  );
}

function isFine(tone: StepTone): boolean {
  return tone === 'good' || tone === 'careful';
}

interface StepListProps extends Pick<RegisterStepsProps, 'step' | 'onStep'> {
  bodies: { readonly [Step in RegisterStep]: ReactNode };
  summaries: ReturnType<typeof summariseSteps>;
}

/** The steps one below the other; the line of each opens it. */
function StepList({ bodies, summaries, step, onStep }: StepListProps) {
  return (
    <Stack gap="sm">
      {registerSteps.map((name, index) => {
        const next = registerSteps[index + 1];
        return (
          <StepCard
            key={name}
            number={index + 1}
            title={stepTitles[name]}
            summary={summaries[name].words}
            tone={summaries[name].tone}
            isOpen={name === step}
            onOpen={() => onStep(name)}
            onContinue={next && (() => onStep(next))}
          >
            {bodies[name] ?? 'Choose a contract first.'}
          </StepCard>
        );
      })}
    </Stack>
  );
}
