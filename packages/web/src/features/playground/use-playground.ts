import { useHotkeys } from '@mantine/hooks';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { rowTypeNames } from '../../components/describe-rows.ts';
import { useRegion } from './region/use-region.ts';
import { keySubject, pictureOf } from './subject.ts';
import type { Try } from './try.ts';
import { useAsk } from './use-ask.ts';
import { useParameters } from './use-parameters.ts';
import { type DataRowQuery, useSubject } from './use-subject.ts';
import { useTries } from './use-tries.ts';

interface PlaygroundParts {
  readonly model: ModelView;
  /** The data row of the address; null where it names none. */
  readonly dataRow: DataRowQuery | null;
  readonly onDataRow: (id: string | null) => void;
}

export type Playground = ReturnType<typeof usePlayground>;

/** What is asked, with what, and what became of it. */
export function usePlayground({ model, dataRow, onDataRow }: PlaygroundParts) {
  const chosen = useSubject(dataRow, onDataRow);
  const { subject } = chosen;
  const parameters = useParameters(model);
  const regions = useRegion(keySubject(subject));
  const tried = useTries();
  const asking = useAsk(tried.keep);
  const picture = pictureOf(subject);
  const obstacle = findObstacle(model, chosen);
  const { shown } = tried;
  const isShownHere = shown !== null && keySubject(subject) === keySubject(shown.subject);

  function run(): void {
    const values = parameters.collect();
    if (obstacle !== null || !subject || !values || asking.isAsking) return;
    const question = { model, subject, region: picture && regions.region, parameters: values };
    asking.ask(question, { onError: parameters.explain });
  }
  useHotkeys([['mod+Enter', run]], []);

  return {
    chosen,
    picture,
    parameters,
    regions,
    asking,
    /** Why nothing can be asked now; null where it can. */
    obstacle,
    tried,
    /** The try that is shown, where it is about what is chosen: what it says is drawn on that. */
    shownHere: isShownHere ? shown : null,
    run,
    goBackTo(earlier: Try): void {
      chosen.restore(earlier.subject);
      regions.restore(keySubject(earlier.subject), earlier.region);
      parameters.restore(earlier.parameters);
      tried.show(earlier);
    },
  };
}

function findObstacle(model: ModelView, { subject }: ReturnType<typeof useSubject>): string | null {
  const { dataRowTypes } = model.revision;
  if (!model.enabled) return 'The model is disabled; enable it on its page first.';
  if (!subject) return 'Choose what to ask about.';
  if (subject.kind === 'text' && subject.text.trim() === '') return 'Type a text first.';
  if (subject.kind === 'data-row' && !dataRowTypes.includes(subject.row.dataRow.type)) {
    const [kind] = rowTypeNames[subject.row.dataRow.type];
    const names = dataRowTypes.map((type) => rowTypeNames[type][1]);
    const taken = new Intl.ListFormat('en').format(names);
    return `The model takes ${taken}; this data row is of the kind ${kind}. Choose another.`;
  }
  return null;
}
