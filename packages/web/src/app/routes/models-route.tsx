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
        tryIt={({ id, protocol }) => <TryItem modelId={id} isChat={protocol === 'openai-chat'} />}
      />
    </PageFrame>
  );
}

/** Leads to the sandbox, where models are talked to, or to the playground. */
function TryItem({ modelId, isChat }: { modelId: string; isChat: boolean }) {
  const leftSection = <IconFlask size={16} />;
  return (
    <Permitted to="models:use">
      {isChat ? (
        <MenuItemLink to="/sandbox" search={{ models: modelId }} leftSection={leftSection}>
          Try in the sandbox
        </MenuItemLink>
      ) : (
        <MenuItemLink
          to="/models/$modelId/playground"
          params={{ modelId }}
          leftSection={leftSection}
        >
          Try it
        </MenuItemLink>
      )}
    </Permitted>
  );
}
