import { Button, SimpleGrid, Stack } from '@mantine/core';
import type { ModelCard as Card } from '@patchbay/core/api/model-statistics-routes.ts';
import { IconBox, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../../api/client.ts';
import { byCursor, type Cursor } from '../../../api/page-queries.ts';
import { EmptyState } from '../../../components/empty-state.tsx';
import { PagedList } from '../../../components/paged-list.tsx';
import { CatalogueBar } from './catalogue-bar.tsx';
import { type CatalogueSearch, changeCatalogue, isNarrowed } from './catalogue-search.ts';
import { ModelCard } from './model-card.tsx';
import { ModelMenu } from './model-menu.tsx';

interface ModelCatalogueProps {
  search: CatalogueSearch;
  onSearch: (search: CatalogueSearch) => void;
  /** Leads on from the empty catalogue. */
  action: ReactNode;
  tryIt: (card: Card) => ReactNode;
}

/** The models as cards, found by words, protocol, type and health. */
export function ModelCatalogue(props: ModelCatalogueProps) {
  const { search, onSearch, action, tryIt } = props;
  const query = useInfiniteQuery(
    api.models.catalogue.infiniteOptions({
      input: (cursor: Cursor) => ({ ...search, ...(cursor && { cursor }), limit: 24 }),
      ...byCursor,
      // Health and runs change by themselves: what is looked at is looked at again, now and then.
      refetchInterval: 30_000,
    }),
  );
  const isEmpty = query.data?.pages[0]?.items.length === 0 && !isNarrowed(search);
  return (
    <Stack gap="md">
      {!isEmpty && (
        <CatalogueBar
          search={search}
          onChange={(changes) => onSearch(changeCatalogue(search, changes))}
        />
      )}
      <PagedList
        query={query}
        empty={
          isNarrowed(search) ? <NothingFound onSearch={onSearch} /> : <NoModels {...{ action }} />
        }
      >
        {(cards) => (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
            {cards.map((card) => (
              <ModelCard
                key={card.id}
                card={card}
                menu={<ModelMenu card={card} tryIt={tryIt(card)} />}
              />
            ))}
          </SimpleGrid>
        )}
      </PagedList>
    </Stack>
  );
}

function NoModels({ action }: { action: ReactNode }) {
  return (
    <EmptyState icon={<IconBox size={26} />} title="No models yet" action={action}>
      A model is anything that answers behind an HTTP endpoint. Register yours, try it on a picture
      or a text, then run it over a dataset.
    </EmptyState>
  );
}

function NothingFound({ onSearch }: Pick<ModelCatalogueProps, 'onSearch'>) {
  return (
    <EmptyState
      icon={<IconSearch size={26} />}
      title="No model is like that"
      action={
        <Button variant="default" onClick={() => onSearch({})}>
          Show all models
        </Button>
      }
    >
      There are models, but none with these words, this protocol, type and health.
    </EmptyState>
  );
}
