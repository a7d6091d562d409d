import { Anchor, Typography } from '@mantine/core';
import type { ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { AnchorLink } from '../../components/links.tsx';
import { ScrollingPre } from '../../components/scrolling-pre.tsx';
import { resolveLink, toHelpAddress } from './document-places.ts';
import classes from './document-text.module.css';
import { findImage, isDocument } from './documents.ts';

interface DocumentTextProps {
  path: string;
  children: string;
}

/** A document of the project; its links to others stay in the app. */
export function DocumentText({ path, children }: DocumentTextProps) {
  const components: Components = {
    a: ({ href = '', children: words }) => (
      <DocumentLink from={path} href={href}>
        {words}
      </DocumentLink>
    ),
    pre: ({ children: code }) => <ScrollingPre>{code}</ScrollingPre>,
    img: ({ src, alt }) => <DocumentImage from={path} source={src} words={alt ?? ''} />,
  };
  return (
    <Typography className={classes.prose}>
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSlug]}
        skipHtml
        components={components}
      >
        {children}
      </ReactMarkdown>
    </Typography>
  );
}

interface DocumentLinkProps {
  from: string;
  href: string;
  children: ReactNode;
}

function DocumentLink({ from, href, children }: DocumentLinkProps) {
  const place = resolveLink(from, href);
  if (!place) {
    return (
      <Anchor href={href} target="_blank" rel="noopener noreferrer" inherit>
        {children}
      </Anchor>
    );
  }
  // Files of the source code are read in the project, not here.
  if (!isDocument(place.path)) return children;
  return (
    <AnchorLink
      to="/help/$"
      params={{ _splat: toHelpAddress(place.path) }}
      hash={place.hash ?? ''}
      inherit
    >
      {children}
    </AnchorLink>
  );
}

interface DocumentImageProps {
  from: string;
  source: unknown;
  words: string;
}

function DocumentImage({ from, source, words }: DocumentImageProps) {
  const place = typeof source === 'string' ? resolveLink(from, source) : null;
  return <img src={place ? findImage(place.path) : undefined} alt={words} loading="lazy" />;
}
