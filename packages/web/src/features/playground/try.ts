import type { AskedAnswer } from '@patchbay/core/api/ask-routes.ts';
import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';
import type { Json } from '@patchbay/core/json.ts';
import { askAboutFile } from '../../api/ask-model.ts';
import { client } from '../../api/client.ts';
import type { Subject } from './subject.ts';

/** What is asked. */
export interface PlaygroundQuestion {
  readonly model: ModelView;
  readonly subject: Subject;
  readonly region: Box | null;
  readonly parameters: { readonly [name: string]: Json };
}

/** A question of this sitting, with what became of it; it is kept by the page alone. */
export interface Try extends PlaygroundQuestion {
  readonly id: string;
  readonly number: number;
  readonly answer: AskedAnswer;
}

/** Sends a question. @throws what the hub said was wrong with it, and the reason of the signal */
export async function sendQuestion(
  { model, subject, region, parameters }: PlaygroundQuestion,
  signal: AbortSignal,
): Promise<AskedAnswer> {
  if (subject.kind === 'file') {
    const { file } = subject;
    return await askAboutFile({ modelId: model.id, file, region, parameters }, signal);
  }
  const asked =
    subject.kind === 'text'
      ? { [subject.type]: subject.text }
      : {
          dataRowId: subject.row.dataRow.id,
          ...(subject.frame !== null && { frame: subject.frame }),
        };
  const question = {
    id: model.id,
    ...asked,
    ...(region && { region }),
    parameters: { ...parameters },
  };
  return await client.models.ask(question, { signal });
}
