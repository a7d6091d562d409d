import { Text } from '@mantine/core';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { describeRows } from '../../components/describe-rows.ts';
import { AnchorLink } from '../../components/links.tsx';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { Section } from '../../components/section.tsx';
import { DatasetActions } from './dataset-actions.tsx';
import { GallerySection } from './gallery/gallery-section.tsx';
import type { RowSearch } from './gallery/row-search.ts';
import { ImportPanel } from './import/import-panel.tsx';

const parent = (
  <AnchorLink to="/datasets" size="sm">
    Datasets
  </AnchorLink>
);

interface DatasetPageProps {
  datasetId: string;
  /** Which of its data rows are shown. */
  search: RowSearch;
  onSearch: (search: RowSearch) => void;
  onRemoved: () => void;
  /** The runs over it, which another feature shows. */
  runs: ReactNode;
}

/** A dataset: what is in it, how more comes in, and the runs over it. */
export function DatasetPage({ datasetId, search, onSearch, onRemoved, runs }: DatasetPageProps) {
  const query = useQuery(api.datasets.get.queryOptions({ input: { id: datasetId } }));
  return (
    <LoadedPage query={query} parent={parent}>
      {(dataset) => (
        <PageFrame
          title={dataset.name}
          parent={parent}
          actions={
            <Permitted to="datasets:write">
              <DatasetActions dataset={dataset} onRemoved={onRemoved} />
            </Permitted>
          }
          subtitle={
            <>
              <Text size="sm" c="dimmed">
                {describeRows(dataset)}
                {dataset.description && ` · ${showControls(dataset.description)}`}
              </Text>
              <ReadOnlyNote needs="datasets:write" what="import into it" />
            </>
          }
        >
          <Permitted to="datasets:write">
            <Section title="Import">
              <ImportPanel datasetId={datasetId} />
            </Section>
          </Permitted>
          <GallerySection dataset={dataset} search={search} onSearch={onSearch} />
          <Section title="Runs">{runs}</Section>
        </PageFrame>
      )}
    </LoadedPage>
  );
}
