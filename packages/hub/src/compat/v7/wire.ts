import { endpointUrlSchema } from '@patchbay/core/model/endpoint-url.ts';
import { nameSchema } from '@patchbay/core/model/model-configuration.ts';
import * as z from 'zod';

/** The page's snippet writes "" for whatever a person leaves out. */
const text = z
  .string()
  .nullish()
  .transform((written) => written || undefined);

/** An address that may be left out. */
const address = z
  .union([z.literal(''), endpointUrlSchema])
  .nullish()
  .transform((written) => written || undefined);

/**
 * The body of `POST /ai/trained_models`, as V7's page shows it, with the two addresses that models of
 * V7's own samples need beside `external_url`.
 */
export const trainedModelSchema = z.object({
  name: z.string('is missing; give the model a name').pipe(nameSchema),
  /** Checked by itself: it comes as a number or as text, and from a command that may have failed. */
  team_id: z.union([z.int(), z.string()], 'must be the number that token_info gives').nullish(),
  external_url: z
    .string('is missing; give the address below which the model answers /classes and /infer')
    .pipe(endpointUrlSchema),
  classes_url: address,
  infer_url: address,
  basic_auth_username: text,
  basic_auth_password: text,
  auth_secret: text,
  auth_secret_header: text,
  is_external: z
    .literal(
      true,
      'must be true: Patchbay trains and hosts no models of this kind; it calls those that stand elsewhere',
    )
    .default(true),
  /** Read by the protocol, as the endpoint's own list is. */
  classes: z.json().nullish(),
});
export type TrainedModelBody = z.output<typeof trainedModelSchema>;
