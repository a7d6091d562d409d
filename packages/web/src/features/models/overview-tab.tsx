import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { listFeatures } from '@patchbay/core/ontology/ontology.ts';
import { lazy, type ReactNode, Suspense } from 'react';
import { Facts } from '../../components/facts.tsx';
import { LoadingLines } from '../../components/loading-lines.tsx';
import { Moment } from '../../components/moment.tsx';
import { Section } from '../../components/section.tsx';
import { OntologyView } from './ontology-view.tsx';
import { readEndpoint } from './read-endpoint.ts';

// Loaded where they are shown: prose has a parser, and charts are a library of their own.
const Markdown = lazy(async () => {
  const { Markdown } = await import('../../components/markdown.tsx');
  return { default: Markdown };
});
const HealthSection = lazy(async () => {
  const { HealthSection } = await import('./statistics/health-section.tsx');
  return { default: HealthSection };
});

/** What a model is and how it does, at a glance. */
export function OverviewTab({ model, runs }: { model: ModelView; runs: ReactNode }) {
  const { readme, revision } = model;
  return (
    <Stack gap="md">
      <Suspense fallback={<LoadingLines count={1} height={240} />}>
        <HealthSection modelId={model.id} />
      </Suspense>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <Section title="Readme">
          {readme ? (
            <Suspense fallback={<LoadingLines />}>
              <Markdown>{readme}</Markdown>
            </Suspense>
          ) : (
            <Text size="sm" c="dimmed">
              Nobody has written anything about this model yet. Its readme can be edited in the
              settings.
            </Text>
          )}
        </Section>
        <Stack gap="md" miw={0}>
          <Section title="Key facts">
            <Facts facts={listFacts(model)} />
          </Section>
          <Section title="Classes">
            <OntologyView ontology={revision.ontology} />
          </Section>
        </Stack>
      </SimpleGrid>
      <Section title="Latest runs">{runs}</Section>
    </Stack>
  );
}

function listFacts(model: ModelView) {
  const { revision, limits } = model;
  const pace = limits.requestsPerSecond;
  // A class that is drawn both as a box and as a polygon is one class.
  const classCount = new Set(listFeatures(revision.ontology).map(({ name }) => name)).size;
  return [
    ['protocol', revision.protocol],
    ['endpoint', readEndpoint(model)],
    ['takes', revision.dataRowTypes.join(', ')],
    ['classes', classCount.toLocaleString()],
    ['calls per second', pace === null ? 'no limit' : `at most ${pace.toLocaleString()}`],
    ['registered', <Moment key="registered" at={model.createdAt} />],
  ] as const;
}
