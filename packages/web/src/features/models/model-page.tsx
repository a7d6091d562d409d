import { Badge, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
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
import { ConnectionSection } from './connection-section.tsx';
import { DiscoveryProblem } from './discovery-problem.tsx';
import { ModelActions } from './model-actions.tsx';
import { ModelStateBadges } from './model-state-badges.tsx';
import { OntologyView } from './ontology-view.tsx';
import { ParametersSection } from './parameters-section.tsx';
import { ReviseButton } from './revise-button.tsx';

// Loaded where it is shown: its parser is a good part of the app, and few pages have prose.
const Markdown = lazy(async () => {
  const { Markdown } = await import('../../components/markdown.tsx');
  return { default: Markdown };
});

interface ModelPageProps {
  model: ModelView;
  /** The button that starts a run, and the runs: another feature's. */
  startRun: ReactNode;
  runs: ReactNode;
  onRemoved: () => void;
}

/** A model: what it knows, how it is reached, whether it answers, and its runs. */
export function ModelPage({ model, startRun, runs, onRemoved }: ModelPageProps) {
  const { revision } = model;
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
            {revision.protocol}
          </Badge>
          <ModelStateBadges model={model} />
        </>
      }
      subtitle={<ModelSubtitle model={model} />}
      actions={
        <>
          <Permitted to="models:write">
            <ReviseButton model={model} />
            <ModelActions model={model} onRemoved={onRemoved} />
          </Permitted>
          <TryButton modelId={model.id} />
          <Permitted to="runs:write">{startRun}</Permitted>
        </>
      }
    >
      <DiscoveryProblem modelId={model.id} problem={model.discovery.problem} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Knowledge model={model} />
        <Stack gap="md" miw={0}>
          <ConnectionSection model={model} />
        </Stack>
      </SimpleGrid>
      <Permitted to="models:write">
        <CheckSection modelId={model.id} />
      </Permitted>
      <Section title="Runs">{runs}</Section>
    </PageFrame>
  );
}

/** Leads to the playground. */
function TryButton({ modelId }: { modelId: string }) {
  return (
    <Permitted to="models:use">
      <ButtonLink
        to="/models/$modelId/playground"
        params={{ modelId }}
        variant="default"
        leftSection={<IconFlask size={16} aria-hidden />}
      >
        Try it
      </ButtonLink>
    </Permitted>
  );
}

function ModelSubtitle({ model: { revision, description } }: { model: ModelView }) {
  return (
    <>
      <Text size="sm" c="dimmed">
        Revision {revision.number}, <Moment at={revision.createdAt} />
        {description && ` · ${description}`}
      </Text>
      <ReadOnlyNote needs="models:write" what="run, check or change it" />
    </>
  );
}

/** What the model knows and what can be set, and what its owner says of it. */
function Knowledge({ model: { revision, readme } }: { model: ModelView }) {
  return (
    <Stack gap="md" miw={0}>
      <Section title="Classes">
        <OntologyView ontology={revision.ontology} />
      </Section>
      {revision.parametersSchema && <ParametersSection schema={revision.parametersSchema} />}
      {readme && (
        <Section title="Readme">
          <Suspense fallback={<LoadingLines />}>
            <Markdown>{readme}</Markdown>
          </Suspense>
        </Section>
      )}
    </Stack>
  );
}
