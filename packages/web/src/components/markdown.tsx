import { Anchor, Typography } from '@mantine/core';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import classes from './markdown.module.css';

const components: Components = {
  a: ({ href, children }) => (
    <Anchor href={href} target="_blank" rel="noopener noreferrer" inherit>
      {children}
    </Anchor>
  ),
  // An image of another host would tell it who reads this page: only its words are shown.
  img: ({ alt }) => (alt ? <em>[image: {alt}]</em> : null),
};

/** Markdown that somebody else wrote, with tables and task lists: sanitised, without remote images. */
export function Markdown({ children }: { children: string }) {
  return (
    <Typography className={classes.prose}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize]}
        components={components}
      >
        {children}
      </ReactMarkdown>
    </Typography>
  );
}
