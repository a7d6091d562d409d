import { Badge, Stack, Text, Title } from '@mantine/core';
import type { RevisionView } from '@patchbay/core/api/model-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { type ComparedPart, compareRevisions, type Difference } from './compare-revisions.ts';
import classes from './revision-comparison.module.css';

interface RevisionComparisonProps {
  before: RevisionView;
  after: RevisionView;
}

/** What was added, removed and changed between two revisions. */
export function RevisionComparison({ before, after }: RevisionComparisonProps) {
  const parts = compareRevisions(before, after).filter(({ differences }) => differences.length > 0);
  if (parts.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Revisions {before.number} and {after.number} say the same.
      </Text>
    );
  }
  return (
    <Stack gap="lg" aria-live="polite">
      {parts.map((part) => (
        <Part key={part.title} part={part} />
      ))}
    </Stack>
  );
}

function Part({ part: { title, differences } }: { part: ComparedPart }) {
  return (
    <section aria-label={title}>
      <Title order={3} size="h6" mb="xs">
        {title}
      </Title>
      {differences.map((difference) => (
        <Entry key={difference.name} difference={difference} />
      ))}
    </section>
  );
}

const colours = { added: 'teal', removed: 'red', changed: 'blue' } as const;

function Entry({ difference: { kind, name, before, after } }: { difference: Difference }) {
  return (
    <div className={classes.difference}>
      <Badge size="sm" variant="light" color={colours[kind]} tt="none">
        {kind}
      </Badge>
      <div className={classes.values}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {showControls(name)}
        </Text>
        {before !== null && <Value label="Before" text={before} className={classes.before} />}
        {after !== null && <Value label="After" text={after} className={classes.after} />}
      </div>
    </div>
  );
}

function Value({ label, text, className }: { label: string; text: string; className?: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <pre className={`${classes.value} ${className}`}>{showControls(text)}</pre>
    </div>
  );
}
