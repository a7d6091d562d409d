import { Badge } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';

/** What a person should know before using a model: that it is disabled, that its classes are not known. */
export function ModelStateBadges({ model }: { model: ModelView }) {
  const { state, problem } = model.discovery;
  return (
    <>
      {!model.enabled && (
        <Badge size="sm" color="gray" variant="light" tt="none">
          disabled
        </Badge>
      )}
      {state === 'discovered' && (
        <Badge
          size="sm"
          color="teal"
          variant="light"
          tt="none"
          title="The endpoint named its classes"
        >
          classes discovered
        </Badge>
      )}
      {state === 'unverified' && (
        <Badge
          size="sm"
          color="yellow"
          variant="light"
          tt="none"
          title={problem && showControls(problem.message)}
        >
          classes not verified
        </Badge>
      )}
    </>
  );
}
