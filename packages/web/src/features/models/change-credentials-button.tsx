import { Button, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { authenticationKinds } from '@patchbay/core/model/credentials.ts';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { noCredentials, readCredentials } from './credentials-draft.ts';
import { CredentialsFields } from './credentials-fields.tsx';
import { useModelChange } from './use-model-change.ts';

/** Opens the form in which the credentials of a model are replaced, all at once. */
export function ChangeCredentialsButton({ model }: { model: ModelView }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="light" color="gray" onClick={open}>
        Replace
      </Button>
      <Modal opened={isOpen} onClose={close} title="Replace the credentials" centered>
        <CredentialsForm model={model} onDone={close} />
      </Modal>
    </>
  );
}

function CredentialsForm({ model, onDone }: { model: ModelView; onDone: () => void }) {
  const [draft, setDraft] = useState(noCredentials);
  const protocols = useQuery(api.protocols.list.queryOptions());
  const protocol = protocols.data?.find(({ id }) => id === model.revision.protocol);
  const changing = useModelChange(onDone);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    changing.mutate({ id: model.id, credentials: readCredentials(draft) });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          What you enter takes the place of what is stored. It is sealed and never shown again. With
          nothing switched on, the endpoint is called without credentials.
        </Text>
        <CredentialsFields
          kinds={protocol?.authentication ?? authenticationKinds}
          draft={draft}
          onChange={setDraft}
        />
        {changing.error && <FailureNotice error={changing.error} />}
        <Button type="submit" loading={changing.isPending}>
          Save
        </Button>
      </Stack>
    </form>
  );
}
