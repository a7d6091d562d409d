import { Alert, Stack } from '@mantine/core';
import type { DatasetView } from '@patchbay/core/api/dataset-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../../api/client.ts';
import { AnchorLink } from '../../../components/links.tsx';
import { PageFrame } from '../../../components/page-frame.tsx';
import { toRuns } from '../../../components/ways-back.tsx';
import { DataRowFields } from './data-row-fields.tsx';
import classes from './define-run-page.module.css';
import { EstimateCard } from './estimate-card.tsx';
import { ModelFields } from './model-fields.tsx';
import { ParameterFields } from './parameter-fields.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { type RunDraft, toSelection } from './run-draft.ts';
import { type DraftedRun, useRunDraft } from './use-run-draft.ts';
import { WithNamed } from './with-named.tsx';

interface DefineRunPageProps {
  draft: RunDraft;
  /** Called with what the address is to say, when it has not changed for a moment. */
  onDraft: (draft: RunDraft) => void;
  onStarted: (runId: string) => void;
}

/** Defines a run: the model, the data rows, the parameters; what it will take; and first a few items to look at. */
export function DefineRunPage(props: DefineRunPageProps) {
  const models = useQuery(api.models.list.queryOptions({ input: { limit: 200 } }));
  const datasets = useQuery(api.datasets.list.queryOptions({ input: { limit: 200 } }));
  const [named] = useState({ model: props.draft.model, dataset: props.draft.dataset });
  const model = useQuery(
    api.models.get.queryOptions({ input: findUnlisted(models.data, named.model) ?? skipToken }),
  );
  const dataset = useQuery(
    api.datasets.get.queryOptions({
      input: findUnlisted(datasets.data, named.dataset) ?? skipToken,
    }),
  );
  return (
    <PageFrame title="New run" parent={toRuns}>
      <WithNamed listed={models} named={model}>
        {(foundModels) => (
          <WithNamed listed={datasets} named={dataset}>
            {(foundDatasets) =>
              foundModels.length === 0 || foundDatasets.length === 0 ? (
                <NothingToRun hasModels={foundModels.length > 0} />
              ) : (
                <DefineRun {...props} models={foundModels} datasets={foundDatasets} />
              )
            }
          </WithNamed>
        )}
      </WithNamed>
    </PageFrame>
  );
}

/** Asks for what is named where a list that was read has not got it; null where nothing is to be asked. */
function findUnlisted(
  listed: { readonly items: readonly { readonly id: string }[] } | undefined,
  id: string | undefined,
): { id: string } | null {
  if (!listed || !id || listed.items.some((one) => one.id === id)) return null;
  return { id };
}

function NothingToRun({ hasModels }: { hasModels: boolean }) {
  return hasModels ? (
    <Alert title="There is no dataset yet">
      <AnchorLink to="/datasets">Create one and import images or texts</AnchorLink>, then come back.
    </Alert>
  ) : (
    <Alert title="There is no model yet">
      <AnchorLink to="/models/new">Register a model</AnchorLink>, then come back.
    </Alert>
  );
}

interface DefineRunProps extends DefineRunPageProps {
  models: readonly ModelView[];
  datasets: readonly DatasetView[];
}

function DefineRun({ models, datasets, draft: given, onDraft, onStarted }: DefineRunProps) {
  const drafted = useRunDraft({ given, models, datasets, onDraft, onStarted });
  const { draft, model, dataset } = drafted;
  return (
    <Stack gap="lg">
      <div className={classes.columns}>
        <Stack gap="md" miw={0}>
          <ModelFields {...{ drafted, models, datasets }} />
          {model && dataset && <DataRowFields {...{ drafted, dataset }} />}
          {model && <ParameterFields {...{ drafted, model }} />}
        </Stack>
        <div className={classes.side}>
          <EstimateCard drafted={drafted} />
        </div>
      </div>
      {draft.preview && <Preview key={draft.preview} drafted={drafted} runId={draft.preview} />}
    </Stack>
  );
}

/** The preview below the form; brought into view when it is begun here. */
function Preview({ drafted, runId }: { drafted: DraftedRun; runId: string }) {
  const place = useRef<HTMLDivElement>(null);
  const { hasJustStarted } = drafted;
  useEffect(() => {
    if (hasJustStarted) place.current?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  }, [hasJustStarted]);
  return (
    <div ref={place} className={classes.preview}>
      <PreviewPanel runId={runId} drafted={drafted} canRun={toSelection(drafted.draft) !== null} />
    </div>
  );
}
