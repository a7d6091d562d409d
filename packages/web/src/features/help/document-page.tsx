import { IconMapQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { AnchorLink, ButtonLink } from '../../components/links.tsx';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { toDocumentPath } from './document-places.ts';
import { DocumentText } from './document-text.tsx';
import { readDocument } from './documents.ts';

interface DocumentPageProps {
  /** What stands after `/help/`. */
  address: string;
  /** The heading that is meant, as its id or as an error's code; empty where the beginning is. */
  hash: string;
}

/** A document of the project, at a heading of it. */
export function DocumentPage({ address, hash }: DocumentPageProps) {
  const path = toDocumentPath(address);
  const text = useQuery({
    queryKey: ['document', path],
    queryFn: () => readDocument(path),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <LoadedPage query={text}>
      {(found) =>
        found === null ? (
          <NoDocument />
        ) : (
          <PageFrame
            title={readTitle(found)}
            parent={
              address !== '' && (
                <AnchorLink to="/help" size="sm">
                  Help
                </AnchorLink>
              )
            }
          >
            <AtHeading hash={hash}>
              <DocumentText path={path}>{found}</DocumentText>
            </AtHeading>
          </PageFrame>
        )
      }
    </LoadedPage>
  );
}

/** The words of the first heading. */
function readTitle(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1] ?? 'Help';
}

/** Brings a heading into view once what it stands in is on the page. */
function AtHeading({ hash, children }: { hash: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (hash === '') return;
    place.current?.querySelector(`#${CSS.escape(hash.toLowerCase())}`)?.scrollIntoView();
  }, [hash]);
  return <div ref={place}>{children}</div>;
}

function NoDocument() {
  return (
    <PageFrame title="No such document">
      <EmptyState
        icon={<IconMapQuestion size={26} />}
        title="There is no document at this address"
        action={<ButtonLink to="/help">Go to the documents</ButtonLink>}
      >
        The address may be mistyped, or the document has another name in this version.
      </EmptyState>
    </PageFrame>
  );
}
