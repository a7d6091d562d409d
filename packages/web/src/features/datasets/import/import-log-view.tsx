import { Button, Group, Stack, Text } from '@mantine/core';
import { errorCodes } from '@patchbay/core/error/codes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CodeLink } from '../../../components/code-link.tsx';
import { SearchInput } from '../../../components/search-input.tsx';
import { Words } from '../../../components/words.tsx';
import { downloadLog } from './download-log.ts';
import classes from './import-log.module.css';
import { type LogEntry, searchLog } from './import-log.ts';

const shownAtFirst = 5;
const shownMore = 100;

interface ImportLogProps {
  datasetId: string;
  count: number;
  /** How many more there are that the hub only counted. */
  unlisted: number;
}

/** The files and lines that are no data rows now, each with its reason and its remedy: to be searched and kept. */
export function ImportLog({ datasetId, count, unlisted }: ImportLogProps) {
  const [limit, setLimit] = useState(shownAtFirst);
  const [words, setWords] = useState<string>();
  const { data } = useQuery({
    queryKey: ['import log', datasetId, count, words, limit],
    queryFn: () => searchLog(datasetId, words ?? '', limit),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  if (!data) return null;
  const rest = data.count - data.found.length;
  return (
    <Stack gap="sm">
      {count > shownAtFirst && <LogSearch words={words} onSearch={setWords} found={data.count} />}
      <ul className={classes.list}>
        {data.found.map((entry) => (
          <Entry key={`${entry.source} ${entry.message}`} entry={entry} />
        ))}
      </ul>
      {unlisted > 0 && (
        <Text size="sm">
          {unlisted.toLocaleString()} more are counted without being listed: of one file the hub
          lists a thousand. Mend these first, and import it again.
        </Text>
      )}
      <Group gap="xs">
        {rest > 0 && (
          <Button size="xs" variant="subtle" onClick={() => setLimit((old) => old + shownMore)}>
            {rest <= shownMore
              ? `Show all ${data.count.toLocaleString()}`
              : `Show ${shownMore} more`}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => void downloadLog(datasetId)}
        >
          Download as CSV
        </Button>
      </Group>
    </Stack>
  );
}

interface LogSearchProps {
  words: string | undefined;
  onSearch: (words: string | undefined) => void;
  found: number;
}

function LogSearch({ words, onSearch, found }: LogSearchProps) {
  return (
    <Group gap="xs">
      <SearchInput
        isLive
        name="Search what was not imported"
        placeholder="Name, code or message"
        style={{ flex: '1 1 180px', maxWidth: 320 }}
        words={words}
        onSearch={onSearch}
      />
      <Text size="xs" c="dimmed" role="status">
        {found.toLocaleString()} {found === 1 ? 'entry' : 'entries'}
      </Text>
    </Group>
  );
}

function Entry({ entry }: { entry: LogEntry }) {
  const { source, code, message } = entry;
  return (
    <li className={classes.entry} data-failed={code !== null}>
      <Text size="sm" fw={600}>
        {showControls(source)}
      </Text>
      <Text size="sm">
        {showControls(message)}{' '}
        {code && (
          <code className={classes.code}>
            <CodeLink code={code} />
          </code>
        )}
      </Text>
      {code && (
        <Text size="xs" c="dimmed">
          <Words>{errorCodes[code].remedy}</Words>
        </Text>
      )}
    </li>
  );
}
