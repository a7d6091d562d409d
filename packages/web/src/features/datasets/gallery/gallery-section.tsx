import { Button } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import { IconPhotoPlus, IconSearch } from '@tabler/icons-react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Permitted } from '../../../components/permitted.tsx';
import { Section } from '../../../components/section.tsx';
import { Gallery } from './gallery.tsx';
import { GalleryFilterBar } from './gallery-filter-bar.tsx';
import type { RowSearch } from './row-search.ts';
import type { TileSize } from './tile-size.ts';

interface GallerySectionProps {
  dataset: DatasetView;
  search: RowSearch;
  onSearch: (search: RowSearch) => void;
}

/** The data rows of a dataset with what they can be found by; for an empty one, how it is filled. */
export function GallerySection({ dataset, search, onSearch }: GallerySectionProps) {
  const [size, setSize] = useLocalStorage<TileSize>({ key: 'tile-size', defaultValue: 'medium' });
  const rowCount = Object.values(dataset.rowCounts).reduce((sum, count) => sum + count, 0);
  return (
    <Section title="Data rows">
      {rowCount === 0 ? (
        <EmptyState icon={<IconPhotoPlus size={26} />} title="The dataset is empty">
          <Permitted to="datasets:write" otherwise="Nothing was imported into it yet.">
            Drop files into the field above.
          </Permitted>
        </EmptyState>
      ) : (
        <>
          <GalleryFilterBar {...{ dataset, search, onSearch, size }} onSize={setSize} />
          <Gallery
            key={JSON.stringify(search)}
            dataset={{ id: dataset.id, rowCount }}
            search={search}
            size={size}
            empty={<NothingFound onShowAll={() => onSearch({})} />}
          />
        </>
      )}
    </Section>
  );
}

function NothingFound({ onShowAll }: { onShowAll: () => void }) {
  return (
    <EmptyState
      icon={<IconSearch size={26} />}
      title="No data row is like that"
      action={
        <Button variant="default" onClick={onShowAll}>
          Show all data rows
        </Button>
      }
    >
      There are data rows, but none with these words, this type, these predictions and metadata.
    </EmptyState>
  );
}
