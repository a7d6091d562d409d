import { Code, Stack, Text } from '@mantine/core';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { CodeLink } from './code-link.tsx';
import classes from './warning-list.module.css';
import { Words } from './words.tsx';

/** What was read leniently in an answer: where, what was made of it, what to do. */
export function WarningList({ warnings }: { warnings: readonly Warning[] }) {
  return (
    <Stack component="ul" className={classes.list} gap="sm">
      {warnings.map((warning) => (
        <li
          key={`${warning.code} ${warning.pointer} ${warning.message}`}
          className={classes.warning}
        >
          <Text size="sm" fw={500}>
            {warningCodes[warning.code].title}
          </Text>
          <Text size="sm">
            {warning.pointer && <Code>{showControls(warning.pointer)}</Code>}{' '}
            {showControls(warning.message)}
          </Text>
          <Text size="xs" c="dimmed">
            <Words>{warningCodes[warning.code].remedy}</Words> <CodeLink code={warning.code} />
          </Text>
        </li>
      ))}
    </Stack>
  );
}
