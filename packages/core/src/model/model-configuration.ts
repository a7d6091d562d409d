import * as z from 'zod';
import { dataRowTypeSchema } from '../data-row/data-row.ts';
import { videoSamplingSchema } from '../data-row/video-sampling.ts';
import { ontologySchema } from '../ontology/ontology.ts';

/**
 * What a revision freezes: everything about a model that can change the meaning of its answers.
 * The connection is checked by the schema of the protocol that it names.
 */
export const modelConfigurationSchema = z.strictObject({
  /** Id of the protocol: `foundry`, `v7`, `openai-chat`. */
  protocol: z.string().min(1).max(64),
  /** Where and how to reach the endpoint, in the form that the protocol declares. */
  connection: z.record(z.string(), z.json()),
  /** Types of data rows that the model takes. */
  dataRowTypes: z.array(dataRowTypeSchema).min(1),
  ontology: ontologySchema,
  /** JSON Schema (2020-12) of the parameters of a run; null where there are none. */
  parametersSchema: z.record(z.string(), z.json()).nullable().default(null),
  /** Which frames of a video it is given; left out: one in each second, at most 32. */
  videoSampling: videoSamplingSchema.optional(),
});
export type ModelConfiguration = z.infer<typeof modelConfigurationSchema>;

/** Name of a model or a dataset: a line of text, unique in its organisation. */
export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u, 'must be one line without control characters');

/** What a model is for, in a few sentences. */
export const descriptionSchema = z.string().max(4000);

/** Markdown for the people who choose a model. */
export const readmeSchema = z.string().max(100_000);
