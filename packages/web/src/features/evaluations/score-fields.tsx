import { Checkbox, JsonInput, Select, Stack, Text, Textarea } from '@mantine/core';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { scoreDefinitions, scoreKinds } from '@patchbay/core/evaluation/score-settings.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { DraftErrors, ScoreDraft } from './use-evaluation-draft.ts';

interface ScoreFieldsProps {
  scores: ScoreDraft;
  models: readonly ModelView[];
  errors: DraftErrors;
  /** Said of scores that need an expected completion, where the prompts have none. */
  withoutExpected?: boolean;
  onChange: (scores: ScoreDraft) => void;
}

/** Which scores there are to be, and what they need. */
export function ScoreFields({
  scores,
  models,
  errors,
  withoutExpected = false,
  onChange,
}: ScoreFieldsProps) {
  return (
    <Stack gap="sm">
      {scoreKinds.map((kind) => {
        const { title, description, needsExpected } = scoreDefinitions[kind];
        const note =
          needsExpected && withoutExpected ? ' These prompts have no expected completion.' : '';
        return (
          <Stack key={kind} gap="xs">
            <Checkbox
              label={title}
              description={`${description}${note}`}
              checked={scores[kind]}
              onChange={(event) => onChange({ ...scores, [kind]: event.currentTarget.checked })}
            />
            {kind === 'json_schema' && scores.json_schema && (
              <JsonInput
                label="JSON Schema"
                description="Draft 2020-12."
                value={scores.schema}
                error={errors.schema}
                onChange={(schema) => onChange({ ...scores, schema })}
                autosize
                minRows={4}
                maxRows={16}
                pl="xl"
              />
            )}
            {kind === 'judge' && scores.judge && (
              <JudgeFields scores={scores} models={models} errors={errors} onChange={onChange} />
            )}
          </Stack>
        );
      })}
    </Stack>
  );
}

function JudgeFields({
  scores,
  models,
  errors,
  onChange,
}: Omit<ScoreFieldsProps, 'withoutExpected'>) {
  const able = models.filter(({ revision }) => revision.dataRowTypes.includes('conversational'));
  return (
    <Stack gap="xs" pl="xl">
      <Select
        label="Model that judges"
        placeholder={able.length > 0 ? 'Choose a model' : 'No model takes conversations'}
        data={able.map(({ id, name, enabled }) => ({
          value: id,
          label: showControls(name),
          disabled: !enabled,
        }))}
        value={scores.judgeModelId}
        error={errors.judge}
        onChange={(judgeModelId) => onChange({ ...scores, judgeModelId })}
        searchable
        withAsterisk
      />
      <Textarea
        label="Instruction"
        description="{prompt}, {expected} and {answer} are replaced for each answer. The judge must reply with a JSON object that has score (1 to 5) and reason."
        value={scores.instruction}
        error={errors.instruction}
        onChange={(event) => onChange({ ...scores, instruction: event.currentTarget.value })}
        autosize
        minRows={6}
        maxRows={18}
      />
      <Text size="xs" c="dimmed">
        The judge sees one answer at a time and no name, so that neither place nor name can sway it.
      </Text>
    </Stack>
  );
}
