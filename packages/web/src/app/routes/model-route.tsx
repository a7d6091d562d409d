import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { LoadedPage } from '../../components/loaded-page.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ModelPage } from '../../features/models/model-page.tsx';
import { RunList } from '../../features/runs/run-list.tsx';
import { StartRunForm } from '../../features/runs/start-run-form.tsx';

const route = getRouteApi('/models/$modelId');

/** `/models/$modelId` */
export function ModelRoute() {
  const { modelId } = route.useParams();
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const query = useQuery(api.models.get.queryOptions({ input: { id: modelId } }));
  return (
    <LoadedPage query={query}>
      {(model) => (
        <ModelPage
          key={modelId}
          model={model}
          search={search}
          onSearch={(next) => void navigate({ search: next, resetScroll: false })}
          startRun={
            <Permitted to="runs:write">
              <StartRun
                model={model}
                onStarted={(runId) => void navigate({ to: '/runs/$runId', params: { runId } })}
              />
            </Permitted>
          }
          runs={<RunList modelId={modelId} />}
          onRemoved={() => void navigate({ to: '/models' })}
          onDuplicated={(id) =>
            void navigate({
              to: '/models/$modelId',
              params: { modelId: id },
              search: { tab: 'settings' },
            })
          }
        />
      )}
    </LoadedPage>
  );
}

function StartRun({ model, onStarted }: { model: ModelView; onStarted: (runId: string) => void }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        disabled={!model.enabled}
        title={model.enabled ? undefined : 'The model is disabled'}
        onClick={open}
      >
        Start run
      </Button>
      <Modal opened={isOpen} onClose={close} title={`Run ${showControls(model.name)}`} centered>
        <StartRunForm model={model} onStarted={onStarted} />
      </Modal>
    </>
  );
}
