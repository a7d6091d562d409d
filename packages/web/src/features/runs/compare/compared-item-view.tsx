import { Button, Group, Stack, Text } from '@mantine/core';
import type { ItemDetail } from '@patchbay/core/api/item-routes.ts';
import type { ComparedItem } from '@patchbay/core/api/run-comparison.ts';
import type { RunView } from '@patchbay/core/api/run-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { api } from '../../../api/client.ts';
import { assignClassColours } from '../../../components/class-colours.ts';
import { CodeLink } from '../../../components/code-link.tsx';
import { AnchorLink } from '../../../components/links.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Section } from '../../../components/section.tsx';
import { ComparedPredictions } from '../../../components/viewer/compared-predictions.tsx';
import { letters } from './compared-runs.tsx';

interface ComparedItemViewProps {
  itemId: string;
  /** The same with what the other run has of it, once it has been compared. */
  item: ComparedItem | undefined;
  /** Why there is nothing of the other run to be shown; null where there is, or may yet be. */
  absence: string | null;
  run: RunView;
  /** From which overlap on two annotations are taken for one thing, 0 to 1. */
  leastOverlap: number;
  onClose: () => void;
}

/** One data row with what both runs say of it, one over the other. */
export function ComparedItemView(props: ComparedItemViewProps) {
  const { itemId, item, absence, run, leastOverlap, onClose } = props;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), []);
  const one = useQuery(api.items.get.queryOptions({ input: { id: itemId } }));
  const other = useQuery(
    api.items.get.queryOptions({ input: item ? { id: item.otherItemId } : skipToken }),
  );
  return (
    <div ref={place}>
      <Section
        title={item ? showControls(item.dataRow.globalKey) : 'Item'}
        actions={
          <Group gap="md">
            <AnchorLink
              to="/runs/$runId/items/$itemId"
              params={{ runId: run.id, itemId }}
              size="sm"
            >
              Open the item
            </AnchorLink>
            <Button size="compact-sm" variant="default" onClick={onClose}>
              Close
            </Button>
          </Group>
        }
      >
        {absence !== null ? (
          <Text size="sm">{absence}</Text>
        ) : (
          <Loaded query={one}>
            {(foundOne) => (
              <Loaded query={other}>
                {(foundOther) => (
                  <Overlaid one={foundOne} other={foundOther} leastOverlap={leastOverlap} />
                )}
              </Loaded>
            )}
          </Loaded>
        )}
      </Section>
    </div>
  );
}

interface OverlaidProps extends Pick<ComparedItemViewProps, 'leastOverlap'> {
  one: ItemDetail;
  other: ItemDetail;
}

function Overlaid({ one, other, leastOverlap }: OverlaidProps) {
  const named = useMemo(
    () =>
      [one, other].map((item, index) => ({
        id: item.prediction?.id ?? item.id,
        name: letters[index] ?? '',
        annotations: item.prediction?.annotations ?? [],
      })),
    [one, other],
  );
  const [first, second] = named;
  if (!first || !second) return null;
  const found = named.flatMap(({ annotations }) => annotations.map((one) => one.class));
  return (
    <Stack gap="sm">
      {[one, other].map(
        (item, index) =>
          !item.prediction && (
            <Text key={item.id} size="sm">
              {letters[index]} has no prediction of it: the item is {item.state}
              {item.problem && (
                <>
                  {' '}
                  (<CodeLink code={item.problem.code} />)
                </>
              )}
              .
            </Text>
          ),
      )}
      <ComparedPredictions
        row={one}
        one={first}
        other={second}
        colours={assignClassColours(new Set(found))}
        leastOverlap={leastOverlap}
      />
    </Stack>
  );
}
