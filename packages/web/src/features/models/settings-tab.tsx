import { Stack } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { AvailabilitySection } from './availability-section.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { ReadmeSection } from './readme-section.tsx';

/** What can be changed of a model: at once, or in a new revision. */
export function SettingsTab({ model }: { model: ModelView }) {
  return (
    <Stack gap="md">
      <ReadOnlyNote needs="models:write" what="change these settings" />
      <AvailabilitySection model={model} />
      <ConnectionSection model={model} />
      <ReadmeSection model={model} />
    </Stack>
  );
}
