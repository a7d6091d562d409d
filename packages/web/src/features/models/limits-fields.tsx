import { NumberInput } from '@mantine/core';
import type { LimitsDraft } from './limits-draft.ts';

interface LimitsFieldsProps {
  draft: LimitsDraft;
  onChange: (draft: LimitsDraft) => void;
}

/** How hard an endpoint may be driven. */
export function LimitsFields({ draft, onChange }: LimitsFieldsProps) {
  const change = (changes: Partial<LimitsDraft>) => onChange({ ...draft, ...changes });
  return (
    <>
      <NumberInput
        label="Calls per second"
        description="Over all workers; 0.1 is one call in ten seconds. Empty: no limit."
        value={draft.pace}
        onChange={(pace) => change({ pace })}
        allowNegative={false}
      />
      <NumberInput
        label="Calls at once"
        description="Over all workers: they share them."
        value={draft.concurrency}
        onChange={(concurrency) => change({ concurrency })}
        min={1}
        max={256}
        allowDecimal={false}
      />
      <NumberInput
        label="Time limit of a call, in seconds"
        description="Empty: that of the contract."
        value={draft.seconds}
        onChange={(seconds) => change({ seconds })}
        min={0.1}
        max={3600}
      />
      <NumberInput
        label="Attempts"
        description="How often an item is called at most, the first time included."
        value={draft.attempts}
        onChange={(attempts) => change({ attempts })}
        min={1}
        max={20}
        allowDecimal={false}
      />
    </>
  );
}
