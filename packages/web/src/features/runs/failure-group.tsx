import { Badge, Button, Group, Text } from '@mantine/core';
import type { FailureDetail, RunView } from '@patchbay/core/api/run-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { usePermission } from '../../api/use-session.ts';
import { AllowAddress } from '../../components/allow-address.tsx';
import { CodeLink } from '../../components/code-link.tsx';
import { AnchorLink } from '../../components/links.tsx';
import { Words } from '../../components/words.tsx';
import { DecodeAgainButton } from './decode-again-button.tsx';
import classes from './failure-groups.module.css';

interface FailureGroupProps {
  run: RunView;
  group: FailureDetail;
  isBusy: boolean;
  /** Null where the items are shown already. */
  onShow: (() => void) | null;
  /** Null where the run takes no retries. */
  onRetry: (() => void) | null;
  onIgnore: () => void;
  onRestore: () => void;
}

/** One reason for failures: what happened, samples that lead to their items, what to do. */
export function FailureGroup({ run, group, ...actions }: FailureGroupProps) {
  return (
    <article className={classes.group}>
      <Group gap="xs" justify="space-between" align="flex-start" wrap="nowrap">
        <Text fw={600} size="sm">
          {group.title}
        </Text>
        <Badge color={group.count > 0 ? 'red' : 'gray'} variant="light" style={{ flexShrink: 0 }}>
          {group.count.toLocaleString()}
        </Badge>
      </Group>
      {group.samples.map((sample) => (
        <Text key={sample.itemId} size="sm" className={classes.sample} lineClamp={3}>
          <AnchorLink
            to="/runs/$runId/items/$itemId"
            params={{ runId: run.id, itemId: sample.itemId }}
            search={{ state: 'failed', code: group.code }}
            size="sm"
          >
            {showControls(sample.globalKey)}
          </AnchorLink>{' '}
          {showControls(sample.message)}
        </Text>
      ))}
      <Text size="sm">
        <b>What to do:</b> <Words>{group.remedy}</Words>
      </Text>
      {group.code === 'URL_BLOCKED' && group.count > 0 && <AllowAddress />}
      <GroupActions run={run} group={group} {...actions} />
    </article>
  );
}

function GroupActions(props: FailureGroupProps) {
  const { run, group, isBusy, onShow, onRetry, onIgnore, onRestore } = props;
  const maySteer = usePermission('runs:write');
  const look = { size: 'compact-sm', variant: 'light', disabled: isBusy } as const;
  return (
    <Group gap="xs" mt={8}>
      {group.count > 0 && (
        <>
          {onShow && (
            <Button {...look} color="gray" onClick={onShow}>
              Show {group.count === 1 ? 'the item' : 'these items'}
            </Button>
          )}
          {maySteer && onRetry && (
            <Button {...look} onClick={onRetry}>
              Retry
            </Button>
          )}
          {maySteer && (
            <>
              <DecodeAgainButton {...look} color="gray" run={run} code={group.code} />
              <Button {...look} color="gray" onClick={onIgnore}>
                Ignore
              </Button>
            </>
          )}
        </>
      )}
      {maySteer && group.ignored > 0 && (
        <Button {...look} color="gray" onClick={onRestore}>
          Take back {group.ignored.toLocaleString()} ignored
        </Button>
      )}
      <Text size="xs" c="dimmed">
        <CodeLink code={group.code} />
      </Text>
    </Group>
  );
}
