import { Alert, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { forgetImport, readKeptImport } from './kept-import.ts';

/** Says how far an import came whose tab was closed, and how it goes on. */
export function InterruptedNotice({ datasetId }: { datasetId: string }) {
  const [kept, setKept] = useState(() => readKeptImport(datasetId));
  if (!kept) return null;
  const { sent, total } = kept.files;
  return (
    <Alert
      color="yellow"
      variant="light"
      title={`An import was broken off: ${sent.toLocaleString()} of ${total.toLocaleString()} files had been sent`}
    >
      <Text size="sm">
        Drop or choose the same files again, and it goes on behind them. Nothing is imported twice:
        a data row is known by its global key.
      </Text>
      <Button
        mt="xs"
        size="xs"
        variant="default"
        onClick={() => {
          forgetImport(datasetId);
          setKept(null);
        }}
      >
        Leave it at that
      </Button>
    </Alert>
  );
}
