import { Badge, Tabs, Text } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { IconFlask } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { AnchorLink, ButtonLink } from '../../components/links.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { Moment } from '../../components/moment.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { Section } from '../../components/section.tsx';
import { CheckSection } from './check-section.tsx';
import { DiscoveryProblem } from './discovery-problem.tsx';
import { ModelActions } from './model-actions.tsx';
import { ModelStateBadges } from './model-state-badges.tsx';
import { type ModelSearch, type ModelTab, modelTabs } from './model-tab.ts';
import classes from './model-tabs.module.css';
import { OntologyView } from './ontology-view.tsx';
import { OverviewTab } from './overview-tab.tsx';
import { ParametersTab } from './parameters-tab.tsx';
import { ReviseButton } from './revise-button.tsx';
import { RevisionsTab } from './revisions/revisions-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';

// Loaded where it is shown, with the charts.
const UsageTab = lazy(async () => {
  const { UsageTab } = await import('./statistics/usage-tab.tsx');
  return { default: UsageTab };
});

interface ModelPageProps {
  model: ModelView;
  search: ModelSearch;
  onSearch: (search: ModelSearch) => void;
  /** The buttons that try the model and start a run, and the runs: other features'. */
  startRun: ReactNode;
  runs: ReactNode;
  onRemoved: () => void;
}

/** A model: what it knows, how it is reached, whether it answers, and its runs. */
export function ModelPage(props: ModelPageProps) {
  const { model, search, onSearch, startRun, onRemoved } = props;
  const { tab = 'overview' } = search;
  return (
    <PageFrame
      title={model.name}
      parent={
        <AnchorLink to="/models" size="sm">
          Models
        </AnchorLink>
      }
      badge={
        <>
          <Badge variant="default" tt="none">
            {model.revision.protocol}
          </Badge>
          <ModelStateBadges model={model} />
        </>
      }
      subtitle={<ModelSubtitle model={model} />}
      actions={
        <>
          <Permitted to="models:write">
            <ReviseButton model={model} />
            <ModelActions {...{ model, onRemoved }} />
          </Permitted>
          <TryButton model={model} />
          {startRun}
        </>
      }
    >
      <DiscoveryProblem modelId={model.id} problem={model.discovery.problem} />
      <Tabs
        value={tab}
        onChange={(next) => onSearch({ tab: modelTabs.find((known) => known === next) })}
        keepMounted={false}
      >
        <Tabs.List className={classes.list} aria-label="Parts of the page">
          {modelTabs.map((name) => (
            <Tabs.Tab key={name} value={name} ref={name === tab ? bringIntoView : null}>
              {titles[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className={classes.panel}>
          <Suspense fallback={<LoadingLines />}>
            <Part {...props} tab={tab} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </PageFrame>
  );
}

/** Leads to the sandbox, where models are talked to, or to the playground. */
function TryButton({ model }: { model: ModelView }) {
  const look = { variant: 'default', leftSection: <IconFlask size={16} aria-hidden /> };
  return (
    <Permitted to="models:use">
      {model.revision.protocol === 'openai-chat' ? (
        <ButtonLink to="/sandbox" search={{ models: model.id }} {...look}>
          Try in the sandbox
        </ButtonLink>
      ) : (
        <ButtonLink to="/models/$modelId/playground" params={{ modelId: model.id }} {...look}>
          Try it
        </ButtonLink>
      )}
    </Permitted>
  );
}

/** On a telephone not all tabs have room: the one that is open is shown. */
function bringIntoView(tab: HTMLElement | null): void {
  const list = tab?.parentElement;
  if (list) list.scrollLeft = tab.offsetLeft - (list.clientWidth - tab.clientWidth) / 2;
}

const titles: { readonly [Tab in ModelTab]: string } = {
  overview: 'Overview',
  ontology: 'Ontology',
  parameters: 'Parameters',
  settings: 'Settings',
  revisions: 'Revisions',
  runs: 'Runs',
  usage: 'Usage',
  conformance: 'Conformance',
};

function Part({ tab, model, search, onSearch, runs }: ModelPageProps & { tab: ModelTab }) {
  const { revision } = model;
  switch (tab) {
    case 'overview':
      return <OverviewTab model={model} runs={runs} />;
    case 'ontology':
      return (
        <Section title="Classes">
          <OntologyView ontology={revision.ontology} isWhole />
        </Section>
      );
    case 'parameters':
      return <ParametersTab schema={revision.parametersSchema} />;
    case 'settings':
      return <SettingsTab model={model} />;
    case 'revisions':
      return <RevisionsTab {...{ model, search, onSearch }} />;
    case 'runs':
      return <Section title="Runs">{runs}</Section>;
    case 'usage':
      return <UsageTab modelId={model.id} />;
    case 'conformance':
      return <CheckSection model={model} />;
  }
}

function ModelSubtitle({ model: { revision, description } }: { model: ModelView }) {
  return (
    <>
      <Text size="sm" c="dimmed">
        Revision {revision.number}, <Moment at={revision.createdAt} />
        {description && ` · ${showControls(description)}`}
      </Text>
      <ReadOnlyNote needs="models:write" what="run, check or change it" />
    </>
  );
}
