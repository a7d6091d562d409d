import { Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { SchemaFormFields } from '../../components/schema-form/schema-form-fields.tsx';
import { Section } from '../../components/section.tsx';
import { describeOutcome } from './describe-outcome.ts';
import { RegionFields } from './region/region-fields.tsx';
import type { Playground } from './use-playground.ts';

interface AskingSectionProps {
  playground: Playground;
  takesRegions: boolean;
}

/** Region, parameters, and the button that asks. */
export function AskingSection({ playground, takesRegions }: AskingSectionProps) {
  const { fields, drafts, errors, change } = playground.parameters;
  const { picture, regions } = playground;
  return (
    <Section title="Question">
      {takesRegions && picture && <RegionFields image={picture.image} choice={regions} />}
      {fields.length > 0 ? (
        <SchemaFormFields fields={fields} drafts={drafts} errors={errors} onChange={change} />
      ) : (
        <Text size="sm" c="dimmed">
          The model declares no parameters.
        </Text>
      )}
      <AskButton playground={playground} />
    </Section>
  );
}

function AskButton({ playground }: { playground: Playground }) {
  const { asking, obstacle, run } = playground;
  return (
    <Stack gap={6}>
      {asking.isAsking ? (
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={asking.cancel}
        >
          Cancel <Elapsed since={asking.since} />
        </Button>
      ) : (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          disabled={obstacle !== null}
          onClick={run}
        >
          Run
        </Button>
      )}
      <Group justify="space-between" gap="xs">
        <Text size="xs" c="dimmed" role="status">
          {asking.isAsking ? 'The model is being asked …' : (obstacle ?? describeLast(playground))}
        </Text>
        <Text size="xs" c="dimmed" visibleFrom="sm">
          <Kbd size="xs">Ctrl</Kbd> + <Kbd size="xs">Enter</Kbd>
        </Text>
      </Group>
    </Stack>
  );
}

/** What became of the last question, in a few words. */
function describeLast({ asking, shownHere }: Playground): string {
  if (asking.wasCancelled) return 'Cancelled: the model was let go of.';
  if (!shownHere) return '';
  const { number, answer } = shownHere;
  const took = Math.round(answer.exchange.latencyMs).toLocaleString();
  return `Try ${number}: ${describeOutcome(answer)}, in ${took} ms.`;
}

/** The seconds since a moment, while they pass. */
function Elapsed({ since }: { since: number }) {
  const [now, setNow] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, now - since) / 1000;
  return (
    <Text span ml={6} aria-hidden style={{ fontVariantNumeric: 'tabular-nums' }}>
      {seconds.toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s
    </Text>
  );
}
