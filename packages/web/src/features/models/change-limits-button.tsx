import { Button, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { type SubmitEvent, useState } from 'react';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { beginLimits, readLimits } from './limits-draft.ts';
import { LimitsFields } from './limits-fields.tsx';
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
  const [draft, setDraft] = useState(() => beginLimits(model.limits));
  const changing = useModelChange(onDone);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    changing.mutate({ id: model.id, limits: readLimits(draft) });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <LimitsFields draft={draft} onChange={setDraft} />
        {changing.error && <FailureNotice error={changing.error} />}
        <Button type="submit" loading={changing.isPending}>
          Save
        </Button>
      </Stack>
    </form>
  );
}
