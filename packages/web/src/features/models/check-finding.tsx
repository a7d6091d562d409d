import { Badge, Code, Group, Stack, Text } from '@mantine/core';
import type { Evidence, Finding } from '@patchbay/core/conformance/check-report.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { CodeLink } from '../../components/code-link.tsx';
import { Words } from '../../components/words.tsx';
import classes from './check-finding.module.css';
import { checkLooks } from './check-looks.ts';

/** A rule that was broken: what was seen, what to do, and behind a fold what was sent and what came. */
export function CheckFinding({ finding }: { finding: Finding }) {
  const { colour, icon: Icon, words } = checkLooks[finding.status];
  return (
    <article className={classes.finding} data-colour={colour}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Icon size={18} className={classes.icon} aria-hidden />
        <Text size="sm" fw={600} flex={1}>
          {finding.title}
        </Text>
        <Badge color={colour} variant="light" tt="none" style={{ flexShrink: 0 }}>
          {words}
        </Badge>
      </Group>
      <Text size="sm" className={classes.words}>
        {showControls(finding.message)}
      </Text>
      <Text size="sm" className={classes.words}>
        <b>What to do:</b> <Words>{finding.remedy}</Words>
      </Text>
      <Text size="xs" c="dimmed">
        {finding.rule}
        {finding.problem && (
          <>
            {' · '}
            <CodeLink code={finding.problem.code} />
          </>
        )}
      </Text>
      {finding.evidence.length > 0 && (
        <details className={classes.evidence}>
          <summary>Evidence: what was sent, what came</summary>
          <Stack gap="sm" mt="xs">
            {finding.evidence.map((evidence) => (
              <EvidenceView key={evidence.about} evidence={evidence} />
            ))}
          </Stack>
        </details>
      )}
    </article>
  );
}

function EvidenceView({ evidence }: { evidence: Evidence }) {
  const { about, pointer, sent, received, latencyMs } = evidence;
  return (
    <Stack gap={6}>
      <Text size="xs" className={classes.words}>
        <b>{about}</b>
        {pointer && (
          <>
            {' at '}
            <Code>{showControls(pointer)}</Code>
          </>
        )}
        {latencyMs !== null && ` · ${Math.round(latencyMs)} ms`}
      </Text>
      {sent && (
        <CodeBlock label={`Sent for ${about}`}>
          {[`${sent.method} ${sent.url}`, sent.body].filter(Boolean).join('\n')}
        </CodeBlock>
      )}
      {received && (
        <CodeBlock label={`Answer to ${about}`}>
          {`${received.status} ${received.contentType ?? ''}\n${received.body}`.trim()}
        </CodeBlock>
      )}
    </Stack>
  );
}
