import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { Section } from '../../components/section.tsx';
import { RetentionForm } from './retention-form.tsx';
import { RetentionWords } from './retention-words.tsx';
import { RoomTable } from './room-table.tsx';

/** How much room everything takes, and for how long what need not stay is kept. */
export function StoragePage() {
  const storage = useQuery(api.settings.storage.queryOptions());
  const retention = useQuery(api.settings.retention.queryOptions());
  return (
    <>
      <Section title="Room">
        <Loaded query={storage}>{(found) => <RoomTable storage={found} />}</Loaded>
      </Section>
      <Section title="Exchanges with models">
        <Loaded query={retention}>
          {(found) => (
            <>
              <RetentionWords retention={found} />
              <Permitted
                to="settings:write"
                otherwise={
                  <ReadOnlyNote needs="settings:write" what="choose how long they are kept" />
                }
              >
                <RetentionForm retention={found} />
              </Permitted>
            </>
          )}
        </Loaded>
      </Section>
    </>
  );
}
