import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './code-block.module.css';

/** Text that keeps its columns, in a box that scrolls, with a button that copies it. */
export function CodeBlock({ label, children }: { label: string; children: string }) {
  return (
    <div className={classes.block}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={classes.code} tabIndex={0} aria-label={label}>
        <pre>{showControls(children)}</pre>
      </section>
      <CopyButton value={children}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? 'Copied' : 'Copy'}>
            <ActionIcon
              className={classes.copy}
              variant="default"
              size="sm"
              aria-label={`Copy: ${label}`}
              onClick={copy}
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
