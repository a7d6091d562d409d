import { Alert, Button, Modal, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ModelView, RevisedModel } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { WarningList } from '../../components/warning-list.tsx';
import { ReviseForm } from './revise-form.tsx';

/** Opens the form in which a model is given a new revision. */
export function ReviseButton({ model }: { model: ModelView }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={open}>
        Revise
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={`Revise ${showControls(model.name)}`}
        size="lg"
        centered
      >
        <Revision model={model} onDone={close} />
      </Modal>
    </>
  );
}

/** The form, and then what came of it. */
function Revision({ model, onDone }: { model: ModelView; onDone: () => void }) {
  const protocols = useQuery(api.protocols.list.queryOptions());
  const [revised, setRevised] = useState<RevisedModel | null>(null);
  if (revised) return <RevisedNotice revised={revised} onDone={onDone} />;
  return (
    <Loaded query={protocols}>
      {(known) => {
        const protocol = known.find(({ id }) => id === model.revision.protocol);
        return protocol && <ReviseForm {...{ model, protocol }} onRevised={setRevised} />;
      }}
    </Loaded>
  );
}

function RevisedNotice({ revised, onDone }: { revised: RevisedModel; onDone: () => void }) {
  const { model, warnings } = revised;
  const isNew = revised.revised;
  return (
    <Stack>
      <Alert
        color={isNew ? 'teal' : 'gray'}
        title={isNew ? `Revision ${model.revision.number} is there` : 'Nothing is otherwise'}
      >
        {isNew
          ? 'New runs are called by it. Runs that were started keep theirs; their stored answers can be decoded again as this one, on the page of the run.'
          : `Revision ${model.revision.number} stays the newest.`}
      </Alert>
      {warnings.length > 0 && <WarningList warnings={warnings} />}
      <Button onClick={onDone}>Close</Button>
    </Stack>
  );
}
