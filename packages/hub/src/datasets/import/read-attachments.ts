import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { WrittenPart } from '@patchbay/core/formats/written-conversation.ts';
import type { Json } from '@patchbay/core/json.ts';
import * as z from 'zod';
import { describeIssues } from '../../http/describe-issues.ts';

/** More than any model is given beside its data row. */
const mostAttachments = 32;

const words = { error: 'must be a text' };
const attachmentSchema = z.discriminatedUnion(
  'type',
  [
    z.strictObject({ type: z.literal('text'), text: z.string(words) }),
    z.strictObject({ type: z.literal('image'), url: z.string(words).min(1, 'must not be empty') }),
  ],
  {
    error:
      'must be an object like {"type": "image", "url": "https://…"} or {"type": "text", "text": "…"}',
  },
);
const attachmentsSchema = z.object({
  attachments: z
    .array(attachmentSchema, { error: 'must be a list' })
    .max(mostAttachments, `has more than ${mostAttachments}`)
    .default([]),
});

/** Reads what a record attaches to its data row: images by an address or a data URL, and texts. */
export function readAttachments(attachments: Json | undefined): Outcome<readonly WrittenPart[]> {
  const read = attachmentsSchema.safeParse({ attachments });
  return read.success ? succeed(read.data.attachments) : fail(describeIssues(read.error.issues));
}
