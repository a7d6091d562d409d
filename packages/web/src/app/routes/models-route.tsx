import { IconFlask, IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { ButtonLink, MenuItemLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { ModelCatalogue } from '../../features/models/catalogue/model-catalogue.tsx';

const route = getRouteApi('/models');

/** `/models` */
export function ModelsRoute() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const register = (
    <Permitted to="models:write">
      <ButtonLink to="/models/new" leftSection={<IconPlus size={16} aria-hidden />}>
        Register a model
      </ButtonLink>
    </Permitted>
  );
  return (
    <PageFrame
      title="Models"
      actions={register}
      subtitle={<ReadOnlyNote needs="models:write" what="register or change a model" />}
    >
      <ModelCatalogue
        search={search}
        onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
        action={register}
        tryIt={({ id }) => <TryItem modelId={id} />}
        onDuplicated={(modelId) =>
          void navigate({
            to: '/models/$modelId',
            params: { modelId },
            search: { tab: 'settings' },
          })
        }
      />
    </PageFrame>
  );
}

function TryItem({ modelId }: { modelId: string }) {
  return (
    <Permitted to="models:use">
      <MenuItemLink
        to="/models/$modelId/playground"
        params={{ modelId }}
        leftSection={<IconFlask size={16} />}
      >
        Try it
      </MenuItemLink>
    </Permitted>
  );
}
