import type { MantineColor } from '@mantine/core';
import type { HealthState } from '@patchbay/core/model/model-health.ts';

/** What a state of health is called on pages. */
export const healthWords: { readonly [State in HealthState]: string } = {
  healthy: 'healthy',
  failing: 'failing',
  uncalled: 'not called yet',
  unverified: 'unverified',
};

export const healthColours: { readonly [State in HealthState]: MantineColor } = {
  healthy: 'teal',
  failing: 'red',
  uncalled: 'gray',
  unverified: 'yellow',
};

/** What a state says, for whoever asks. */
export const healthMeanings: { readonly [State in HealthState]: string } = {
  healthy: 'It answers the calls that are made.',
  failing: 'Its last calls failed one after another, or more than a fifth of the last fifty or so.',
  uncalled: 'Nobody has called it yet. Try it, check it, or start a run.',
  unverified: 'Nobody has called it yet, and it has not been seen to answer.',
};
