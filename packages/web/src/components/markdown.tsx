import { Anchor, Typography } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import classes from './markdown.module.css';
import { ScrollingPre } from './scrolling-pre.tsx';

const components: Components = {
  a: ({ href, children }) => <LinkElsewhere href={href}>{children}</LinkElsewhere>,
  pre: ({ children }) => <ScrollingPre>{children}</ScrollingPre>,
  // An image of another host would tell it who reads this page: it is loaded by those who follow the link.
  img: ({ src, alt }) => (
    <LinkElsewhere href={typeof src === 'string' ? src : undefined}>
      [image{alt && `: ${alt}`}]
    </LinkElsewhere>
  ),
};

/** A link that somebody else wrote: where it leads is told, and it learns nothing of this page. */
function LinkElsewhere({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return children;
  return (
    <Anchor href={href} title={href} target="_blank" rel="noopener noreferrer nofollow" inherit>
      {children}
    </Anchor>
  );
}

/** Markdown that somebody else wrote, with tables and task lists: sanitised, and no image is loaded. */
export function Markdown({ children }: { children: string }) {
  return (
    <Typography className={classes.prose}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        components={components}
      >
        {showControls(children)}
      </ReactMarkdown>
    </Typography>
  );
}
