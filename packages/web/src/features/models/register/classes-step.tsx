import { Alert, Button, Group, Text } from '@mantine/core';
import { IconList, IconPencil, IconRefresh } from '@tabler/icons-react';
import { CodeLink } from '../../../components/code-link.tsx';
import { WarningList } from '../../../components/warning-list.tsx';
import { Words } from '../../../components/words.tsx';
import { listClassKinds } from '../ontology-draft.ts';
import { OntologyFields } from '../ontology-fields.tsx';
import { OntologyView } from '../ontology-view.tsx';
import { CallFold } from './call-fold.tsx';
import { draftClasses } from './register-draft.ts';
import type { StepProps } from './step-props.ts';
import { TrialResult } from './trial-result.tsx';
import { isOutdated, resultFor } from './use-trials.ts';

/** The classes of the model: read from the endpoint where its contract can, or entered and edited here. */
export function ClassesStep(props: StepProps) {
  const { draft, change, protocol } = props;
  const { classes } = draft;
  return (
    <>
      {protocol.discoversOntology && <ReadClasses {...props} />}
      {classes.from === 'rows' && (
        <>
          <Text size="sm" c="dimmed">
            What the model can answer. A class that it answers and that is not among them is kept,
            and marked as unknown.
          </Text>
          <OntologyFields
            kinds={listClassKinds(protocol)}
            drafts={classes.rows}
            onChange={(rows) => change({ classes: { from: 'rows', rows } })}
          />
        </>
      )}
      {classes.from === 'given' && <OntologyView ontology={classes.ontology} />}
      {classes.from !== 'endpoint' && protocol.discoversOntology && (
        <Group>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => change({ classes: { from: 'endpoint' } })}
          >
            Take those of the endpoint instead
          </Button>
        </Group>
      )}
    </>
  );
}

/** What the endpoint says of its classes. */
function ReadClasses({ draft, change, model, trials, test }: StepProps) {
  const result = resultFor(trials.classes, model);
  const ontology = result?.ontology ?? null;
  return (
    <>
      <Text size="sm" c="dimmed">
        The endpoint says which classes it knows. They are read again when the model is saved.
      </Text>
      <Group gap="xs">
        <Button
          variant="light"
          leftSection={result ? <IconRefresh size={16} /> : <IconList size={16} />}
          loading={trials.classes.isPending}
          onClick={test.classes}
        >
          {result ? 'Read them again' : 'Read the classes'}
        </Button>
        {ontology && draft.classes.from === 'endpoint' && (
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => change({ classes: draftClasses(ontology) })}
          >
            Edit them
          </Button>
        )}
      </Group>
      <TrialResult
        pending="Asking for the classes …"
        trial={trials.classes}
        isOutdated={isOutdated(trials.classes, model)}
      >
        {ontology && draft.classes.from === 'endpoint' && <OntologyView ontology={ontology} />}
        {result && result.warnings.length > 0 && <WarningList warnings={result.warnings} />}
        {result?.problem && (
          <ClassesProblem
            code={result.problem.code}
            message={result.problem.message}
            remedy={result.remedy ?? ''}
            onEnter={() => change({ classes: { from: 'rows', rows: [] } })}
          />
        )}
        {result && <CallFold call={result.call} />}
      </TrialResult>
    </>
  );
}

interface ClassesProblemProps {
  code: string;
  message: string;
  remedy: string;
  onEnter: () => void;
}

/** Why the endpoint does not say its classes; they can be entered all the same. */
function ClassesProblem({ code, message, remedy, onEnter }: ClassesProblemProps) {
  return (
    <Alert color="yellow" title="The classes could not be read">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <Words>{message}</Words>
      </Text>
      <Text size="sm" mt={6}>
        <b>What to do:</b> <Words>{remedy}</Words>
      </Text>
      <Text size="xs" c="dimmed" mt={6}>
        <CodeLink code={code} />
      </Text>
      <Button mt="sm" size="xs" variant="default" onClick={onEnter}>
        Enter them by hand
      </Button>
    </Alert>
  );
}
