import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { letOthers } from '../let-others.ts';
import type { Decoded, DecodeTask } from './decode-task.ts';
import type { DecodeThread } from './decode-thread.ts';

/** Has an answer decoded by a thread, and fetches its annotations piece by piece: see `decode-worker.ts`. */
export async function askThread(
  thread: DecodeThread,
  protocolId: string,
  task: DecodeTask,
): Promise<Outcome<Decoded>> {
  await letOthers(); // The answer is copied for the thread.
  const said = await thread.ask({ kind: 'decode', protocolId, task });
  if (said.kind === 'thrown') throw said.error;
  if (said.kind !== 'outcome') throw new Error(`The decoding thread said "${said.kind}".`);
  const { outcome } = said;
  if (!outcome.ok || !('annotations' in outcome.value)) return outcome;
  const annotations = await fetchAnnotations(thread);
  return { ...outcome, value: { ...outcome.value, annotations } };
}

/** Between two pieces the process does whatever else there is to do. */
async function fetchAnnotations(thread: DecodeThread): Promise<Annotation[]> {
  const annotations: Annotation[] = [];
  for (;;) {
    const said = await thread.ask({ kind: 'next' });
    if (said.kind === 'thrown') throw said.error;
    if (said.kind !== 'piece' || said.json === null) return annotations;
    const piece: Annotation[] = JSON.parse(said.json);
    for (const annotation of piece) annotations.push(annotation);
  }
}
