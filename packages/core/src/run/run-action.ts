import * as z from 'zod';

/** What a person can have done with many items of a run at once. */
export const runActionKinds = ['retry', 'ignore', 'restore', 'decode-again'] as const;
export const runActionKindSchema = z.enum(runActionKinds);
export type RunActionKind = z.infer<typeof runActionKindSchema>;

/** `open` while items are left; then it was `done`, or ended before that: `cancelled` by a person, or `failed`. */
export const runActionStates = ['open', 'done', 'cancelled', 'failed'] as const;
export const runActionStateSchema = z.enum(runActionStates);
export type RunActionState = z.infer<typeof runActionStateSchema>;

/** Most items that can be chosen by their ids. */
export const mostChosenItems = 5000;

/** Which items are meant: all that an action can be done with, those of a code, or those that were chosen. */
export const itemSelectionSchema = z.strictObject({
  /** Only items that failed with this code. */
  code: z.string().max(64).optional(),
  /** Only these items of the run. */
  itemIds: z.array(z.uuid()).min(1).max(mostChosenItems).optional(),
});
export type ItemSelection = z.infer<typeof itemSelectionSchema>;

/** Items that an action left as they were, for the same reason. */
export const keptGroupSchema = z.object({
  code: z.string(),
  title: z.string(),
  remedy: z.string(),
  count: z.int().positive(),
  /** The message of one of them. */
  sample: z.string(),
});
export type KeptGroup = z.infer<typeof keptGroupSchema>;

/** The same as it is counted: how many, and the message of one, by code. */
export type KeptItems = { [code: string]: Pick<KeptGroup, 'count' | 'sample'> };

/** An action with how far it is. */
export const runActionSchema = z.object({
  id: z.uuid(),
  runId: z.uuid(),
  kind: runActionKindSchema,
  state: runActionStateSchema,
  /** Why it failed, where it did. */
  reason: z.string().nullable(),
  code: z.string().nullable(),
  /** How many items were chosen; null where none were. */
  chosen: z.int().positive().nullable(),
  /** As which revision answers are decoded again; null for other actions. */
  revision: z.object({ id: z.uuid(), number: z.int().positive() }).nullable(),
  /** Items that were meant when it began. */
  total: z.int().nonnegative(),
  /** Items that it has been through. */
  done: z.int().nonnegative(),
  /** Those of them that are otherwise than before. */
  changed: z.int().nonnegative(),
  /** Those of them that stayed as they were although they were read: why, and how many. */
  kept: z.array(keptGroupSchema),
  /** What people called who asked for it, at that moment; of earlier versions `key:<id of the API key>`. */
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type RunAction = z.infer<typeof runActionSchema>;
