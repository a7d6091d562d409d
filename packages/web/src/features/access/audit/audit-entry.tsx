import { Text, UnstyledButton } from '@mantine/core';
import type { AuditEntryView } from '@patchbay/core/api/audit-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { Moment } from '../../../components/moment.tsx';
import { actorOf, describeActor } from './actors.ts';
import classes from './audit-entry.module.css';
import { describeAction, listFacts } from './describe-entry.ts';
import { Subject } from './subject.tsx';

interface AuditEntryProps {
  entry: AuditEntryView;
  /** Shows only what this one did, or only this kind of change. */
  onActor: (actor: string) => void;
  onAction: (action: string) => void;
}

/** One change: when, who, what to which thing, from where. */
export function AuditEntry({ entry, onActor, onAction }: AuditEntryProps) {
  const { at, actor, action, address } = entry;
  const { name, what } = describeActor(actor);
  return (
    <li className={classes.entry}>
      <Text size="sm" c="dimmed" className={classes.when}>
        <Moment at={at} />
      </Text>
      <div className={classes.who}>
        <UnstyledButton
          className={classes.choice}
          title={`Show only what ${name} did`}
          onClick={() => onActor(actorOf(actor))}
        >
          {showControls(name)}
        </UnstyledButton>
        {what && (
          <Text size="xs" c="dimmed">
            {what}
          </Text>
        )}
      </div>
      <div className={classes.what}>
        <UnstyledButton
          className={classes.choice}
          title="Show only changes of this kind"
          onClick={() => onAction(action)}
        >
          {describeAction(action)}
        </UnstyledButton>{' '}
        <Subject entry={entry} />
        <Facts entry={entry} />
      </div>
      <Text size="xs" c="dimmed" className={classes.where}>
        {address === null ? '' : `from ${address}`}
      </Text>
    </li>
  );
}

function Facts({ entry }: { entry: AuditEntryView }) {
  const facts = listFacts(entry);
  if (facts.length === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {facts.map(({ name, value }) => `${name}: ${showControls(value)}`).join(' · ')}
    </Text>
  );
}
