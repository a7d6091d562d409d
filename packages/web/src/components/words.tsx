import { Code } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { Fragment } from 'react';

/** A sentence in which what stands between backticks is set as code. */
export function Words({ children }: { children: string }) {
  return showControls(children)
    .split(/`([^`\n]+)`/)
    .map((part, index) => ({ part, isCode: index % 2 === 1, key: `${index} ${part}` }))
    .map(({ part, isCode, key }) =>
      isCode ? (
        <Code key={key} style={{ overflowWrap: 'anywhere' }}>
          {part}
        </Code>
      ) : (
        <Fragment key={key}>{part}</Fragment>
      ),
    );
}
