import * as z from 'zod';

/** Who or what paused a run. */
export const pauseCauses = ['person', 'endpoint', 'credentials', 'storage'] as const;
export const pauseCauseSchema = z.enum(pauseCauses);
export type PauseCause = z.infer<typeof pauseCauseSchema>;

/** What each pause is, and what ends it. */
export const pauseTexts: {
  readonly [Cause in PauseCause]: { readonly title: string; readonly remedy: string };
} = {
  person: {
    title: 'Paused by a person',
    remedy: 'Resume the run when it shall go on.',
  },
  endpoint: {
    title: 'The endpoint cannot be called',
    remedy:
      'Start or mend the model server; where its address is refused, allow it. It is tried again and again with one item, and the run goes on by itself once the endpoint answers. Nothing is lost meanwhile: the items wait with all their attempts.',
  },
  credentials: {
    title: 'The model refuses our credentials',
    remedy:
      'Enter the current secret on the page of the model: the run then goes on by itself. If the old one is right after all, resume the run.',
  },
  storage: {
    title: 'The hub cannot store anything',
    remedy:
      'Free space on the disk, or bring the database back. The run goes on by itself once something can be written again.',
  },
};

/** Why a paused run is paused, and what happens next. The reason in words stands on the run. */
export const pauseSchema = z.object({
  cause: pauseCauseSchema,
  /** Since when the cause lasts. */
  since: z.iso.datetime(),
  /** When it is next looked at whether the cause is gone; null where a person has to act. */
  probeAt: z.iso.datetime().nullable(),
  /** How often that was done so far. */
  probes: z.int().nonnegative(),
});
export type Pause = z.infer<typeof pauseSchema>;
