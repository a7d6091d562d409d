import { Text } from '@mantine/core';
import type { RetentionView } from '@patchbay/core/api/settings-routes.ts';
import { formatBytes } from '../../components/format-bytes.ts';
import { describeDays } from './describe-days.ts';

/** For how long exchanges are kept as things stand, and what that is good for. */
export function RetentionWords({ retention }: { retention: RetentionView }) {
  const { exchangeDays, bodyLimitBytes } = retention;
  return (
    <Text size="sm" maw={640}>
      Requests and answers are kept <b>{describeDays(exchangeDays)}</b>
      {bodyLimitBytes !== null && `, of each answer the first ${formatBytes(bodyLimitBytes)}`}. With
      them one sees what a model really said, and reads it again after a change without calling the
      model. Predictions stay in any case.
    </Text>
  );
}
