import { Badge } from '@mantine/core';
import type { ModelHealth } from '@patchbay/core/model/model-health.ts';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHelpCircle,
} from '@tabler/icons-react';
import { healthColours, healthMeanings, healthWords } from './health-words.ts';

const icons = {
  healthy: IconCircleCheck,
  failing: IconCircleX,
  uncalled: IconCircleDashed,
  unverified: IconHelpCircle,
};

/** How a model does, by word, sign and colour. */
export function HealthBadge({ health: { state } }: { health: Pick<ModelHealth, 'state'> }) {
  const Icon = icons[state];
  return (
    <Badge
      size="sm"
      variant="light"
      tt="none"
      color={healthColours[state]}
      title={healthMeanings[state]}
      leftSection={<Icon size={12} aria-hidden style={{ display: 'block' }} />}
      style={{ flexShrink: 0 }}
    >
      {healthWords[state]}
    </Badge>
  );
}
