import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Words } from '../../components/words.tsx';

interface AllowFormProps {
  entry: string;
  onAllowed: () => void;
}

/** Allows a host, an address or a range. */
export function AllowForm({ entry: first, onAllowed }: AllowFormProps) {
  const [entry, setEntry] = useState(first);
  const [note, setNote] = useState('');
  const queryClient = useQueryClient();
  const allowing = useMutation(
    api.egress.allow.mutationOptions({
      onSuccess: () => {
        setEntry('');
        setNote('');
        void queryClient.invalidateQueries({ queryKey: api.egress.list.key() });
        onAllowed();
      },
    }),
  );

  function submit(event: SubmitEvent) {
    event.preventDefault();
    allowing.mutate({ entry: entry.trim(), note: note.trim() });
  }

  return (
    <form onSubmit={submit}>
      <Stack maw={640}>
        <EntryInput entry={entry} onChange={setEntry} />
        <TextInput
          label="Why"
          description="For those who find it here in a year."
          placeholder="the rack in the cellar"
          value={note}
          maxLength={1000}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {allowing.error && <FailureNotice error={allowing.error} />}
        <div aria-live="polite">
          {allowing.data && (
            <Alert color="teal">
              <Words>{`\`${allowing.data.entry}\` may be called from now on.`}</Words>
            </Alert>
          )}
        </div>
        <Group>
          <Button type="submit" loading={allowing.isPending} disabled={entry.trim() === ''}>
            Allow it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function EntryInput({ entry, onChange }: { entry: string; onChange: (entry: string) => void }) {
  return (
    <TextInput
      label="Host, address or range"
      description={
        <Words>
          {'`gpu.lan:8080`, `192.168.4.7`, `10.0.0.0/16:8080`. With a port, that port alone.'}
        </Words>
      }
      value={entry}
      maxLength={300}
      spellCheck={false}
      autoComplete="off"
      withAsterisk
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
