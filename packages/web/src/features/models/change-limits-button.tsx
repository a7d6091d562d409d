import { Button, Modal, NumberInput, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { useModelChange } from './use-model-change.ts';

/** Opens the form in which the limits of a model are changed. They hold at once, without a new revision. */
export function ChangeLimitsButton({ model }: { model: ModelView }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="light" color="gray" onClick={open}>
        Change
      </Button>
      <Modal opened={isOpen} onClose={close} title="Limits" centered>
        <LimitsForm model={model} onDone={close} />
      </Modal>
    </>
  );
}

function LimitsForm({ model, onDone }: { model: ModelView; onDone: () => void }) {
  const [pace, setPace] = useState<number | string>(model.limits.requestsPerSecond ?? '');
  const [concurrency, setConcurrency] = useState<number | string>(model.limits.concurrency);
  const [seconds, setSeconds] = useState<number | string>(model.limits.timeoutMs / 1000);
  const [attempts, setAttempts] = useState<number | string>(model.limits.maximumAttempts);
  const changing = useModelChange(onDone);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    changing.mutate({
      id: model.id,
      limits: {
        requestsPerSecond: pace === '' ? null : Number(pace),
        concurrency: Number(concurrency),
        timeoutMs: Math.round(Number(seconds) * 1000),
        maximumAttempts: Number(attempts),
      },
    });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <NumberInput
          label="Calls per second"
          description="Over all workers; 0.1 is one call in ten seconds. Empty: no limit."
          value={pace}
          onChange={setPace}
          allowNegative={false}
        />
        <NumberInput
          label="Calls at once"
          description="Over all workers: they share them."
          value={concurrency}
          onChange={setConcurrency}
          min={1}
          max={256}
          allowDecimal={false}
        />
        <NumberInput
          label="Time limit of a call, in seconds"
          value={seconds}
          onChange={setSeconds}
          min={0.1}
          max={3600}
        />
        <NumberInput
          label="Attempts"
          description="How often an item is called at most, the first time included."
          value={attempts}
          onChange={setAttempts}
          min={1}
          max={20}
          allowDecimal={false}
        />
        {changing.error && <FailureNotice error={changing.error} />}
        <Button type="submit" loading={changing.isPending}>
          Save
        </Button>
      </Stack>
    </form>
  );
}
