import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPhotoPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';
import { byCursor, type Cursor } from '../../api/page-queries.ts';
import { DataRowTile } from '../../components/data-row-tile.tsx';
import { describeDataRow } from '../../components/describe-data-row.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { LoadingTiles } from '../../components/loading-lines.tsx';
import { PagedList } from '../../components/paged-list.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { TileGrid } from '../../components/tile-grid.tsx';

/** The data rows of a dataset as pictures and beginnings of texts. */
export function DataRowGrid({ datasetId }: { datasetId: string }) {
  const query = useInfiniteQuery(
    api.datasets.listDataRows.infiniteOptions({
      input: (cursor: Cursor) => ({ id: datasetId, ...(cursor && { cursor }), limit: 60 }),
      ...byCursor,
    }),
  );
  return (
    <PagedList
      query={query}
      loading={<LoadingTiles />}
      empty={
        <EmptyState icon={<IconPhotoPlus size={26} />} title="The dataset is empty">
          <Permitted to="datasets:write" otherwise="Nothing was imported into it yet.">
            Drop files into the field above.
          </Permitted>
        </EmptyState>
      }
    >
      {(dataRows) => (
        <TileGrid>
          {dataRows.map((dataRow) => (
            <DataRowTile
              key={dataRow.id}
              dataRow={dataRow}
              caption={showControls(dataRow.globalKey)}
              note={describeDataRow(dataRow)}
            />
          ))}
        </TileGrid>
      )}
    </PagedList>
  );
}
