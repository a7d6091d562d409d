import { Text } from '@mantine/core';
import { IconNetwork } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { Section } from '../../components/section.tsx';
import { AllowForm } from './allow-form.tsx';
import { RuleRow } from './rule-row.tsx';

interface EgressPageProps {
  /** What is to stand in the form at first: the address that was refused somewhere else. */
  entry: string;
  onAllowed: () => void;
}

/** Which addresses beyond the public internet models may have. */
export function EgressPage({ entry, onAllowed }: EgressPageProps) {
  const rules = useQuery(api.egress.list.queryOptions());
  return (
    <>
      <Section title="Allow a private address">
        <Text size="sm" c="dimmed">
          Models on the public internet may be called without more. This machine and private
          networks are refused until an owner allows a host, an address or a range here: so that
          nobody who may register a model can look around behind your firewall.
        </Text>
        <Permitted
          to="settings:write"
          otherwise={<ReadOnlyNote needs="settings:write" what="allow or forbid an address" />}
        >
          <AllowForm key={entry} entry={entry} onAllowed={onAllowed} />
        </Permitted>
      </Section>
      <Section title="Allowed addresses">
        <Loaded query={rules}>
          {({ items }) =>
            items.length > 0 ? (
              items.map((rule) => <RuleRow key={rule.id ?? rule.entry} rule={rule} />)
            ) : (
              <EmptyState icon={<IconNetwork size={26} />} title="No private address is allowed">
                Only addresses of the public internet are called.
              </EmptyState>
            )
          }
        </Loaded>
      </Section>
    </>
  );
}
