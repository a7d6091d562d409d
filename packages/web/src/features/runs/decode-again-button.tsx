import { Button, type ButtonProps, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { RevisionView } from '@patchbay/core/api/model-routes.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { IconFileSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { FailureNotice } from '../../components/failure-notice.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { DecodedNotice } from './decoded-notice.tsx';
import { useDecodeAgain } from './use-run-change.ts';

interface DecodeAgainButtonProps extends ButtonProps {
  run: RunView;
  /** Only items that failed with this code; all of the run where it is left out. */
  code?: string;
}

/** Asks as which revision stored answers are to be read anew, and has that done. */
export function DecodeAgainButton({ run, code, ...button }: DecodeAgainButtonProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        {...button}
        leftSection={code === undefined && <IconFileSearch size={16} aria-hidden />}
        onClick={open}
      >
        Decode again
      </Button>
      <Modal opened={isOpen} onClose={close} title="Decode again" centered>
        <DecodeAgainForm run={run} code={code} onDone={close} />
      </Modal>
    </>
  );
}

interface DecodeAgainFormProps {
  run: RunView;
  code: string | undefined;
  onDone: () => void;
}

function DecodeAgainForm({ run, code, onDone }: DecodeAgainFormProps) {
  const input = { id: run.model.id, limit: 100 };
  const revisions = useQuery(api.models.revisions.queryOptions({ input }));
  const [chosen, setChosen] = useState<string | null>(null);
  const decoding = useDecodeAgain();
  return (
    <Stack>
      <Text size="sm">
        The stored answers of {code === undefined ? 'this run' : 'these failures'} are read anew;
        the model is not called. What can be read takes the place of what was there, and what cannot
        stays as it is.
      </Text>
      <Loaded query={revisions}>
        {({ items }) => (
          <Select
            label="As revision"
            description="Its ontology and its strictness say how answers are read."
            data={items.map((revision) => describeRevision(revision, run, items[0]))}
            value={chosen ?? items[0]?.id ?? null}
            onChange={setChosen}
            allowDeselect={false}
          />
        )}
      </Loaded>
      {decoding.error && <FailureNotice error={decoding.error} />}
      {decoding.data && <DecodedNotice action={decoding.data} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          Close
        </Button>
        {!decoding.data && (
          <Button
            loading={decoding.isPending}
            disabled={!revisions.data}
            onClick={() => {
              const revisionId = chosen ?? revisions.data?.items[0]?.id;
              decoding.mutate({
                id: run.id,
                ...(code && { code }),
                ...(revisionId && { revisionId }),
              });
            }}
          >
            Decode again
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** `2 (newest)`, `1 (that of this run), of 12 May 2026`. */
function describeRevision(revision: RevisionView, run: RunView, newest: RevisionView | undefined) {
  const { id, number, createdAt } = revision;
  const marks = [
    ...(id === newest?.id ? ['newest'] : []),
    ...(id === run.model.revisionId ? ['that of this run'] : []),
  ];
  const day = new Date(createdAt).toLocaleDateString(undefined, { dateStyle: 'medium' });
  const marked = marks.length > 0 ? ` (${marks.join(', ')})` : '';
  return { value: id, label: `${number}${marked}, of ${day}` };
}
