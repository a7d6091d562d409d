import { Button, Stack, Text } from '@mantine/core';
import type { ImportReport } from '@patchbay/core/api/dataset-routes.ts';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useState } from 'react';
import { Words } from '../../components/words.tsx';
import classes from './import-failures.module.css';

const shownAtFirst = 5;

/** The files of an import that could not be read, each with its reason and its remedy. */
export function ImportFailures({ report }: { report: ImportReport }) {
  const { failed, failedCount } = report;
  const [isWhole, setWhole] = useState(false);
  if (failed.length === 0) return null;
  const shown = isWhole ? failed : failed.slice(0, shownAtFirst);
  return (
    <Stack gap="sm">
      <ul className={classes.list}>
        {shown.map(({ source, problem }) => (
          <li key={source} className={classes.failure}>
            <Text size="sm" fw={600}>
              {showControls(source)}
            </Text>
            <Text size="sm">{showControls(problem.message)}</Text>
            <Text size="xs" c="dimmed">
              <Words>{errorCodes[problem.code].remedy}</Words>
            </Text>
          </li>
        ))}
      </ul>
      {!isWhole && failed.length > shownAtFirst && (
        <Button size="xs" variant="subtle" onClick={() => setWhole(true)}>
          Show {failed.length < failedCount ? 'the first' : 'all'} {failed.length.toLocaleString()}
        </Button>
      )}
    </Stack>
  );
}
