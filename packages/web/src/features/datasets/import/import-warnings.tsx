import { Text } from '@mantine/core';
import type { ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import { Words } from '../../../components/words.tsx';

/** What an import read leniently: the first of each kind, with what can be done about it. */
export function ImportWarnings({ warnings }: { warnings: ImportReport['warnings'] }) {
  return warnings.map(({ code, message, count }) => (
    <Text key={code} size="sm" mt={4}>
      {message} {count > 1 && `So ${(count - 1).toLocaleString()} more. `}
      <Text span c="dimmed" size="xs">
        <Words>{warningCodes[code].remedy}</Words>
      </Text>
    </Text>
  ));
}
