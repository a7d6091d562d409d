import type { NewModel } from '@patchbay/core/api/model-routes.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';
import { ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import * as z from 'zod';
import { readKeyValues } from '../arguments/key-values.ts';
import { readDocument } from '../arguments/read-document.ts';

/** Whether it is a JSON Schema is for the hub to judge. */
export const jsonObjectSchema = z.record(z.string(), z.json());

/** What the options of `patchbay model add` say about a model. */
export interface ModelOptions {
  readonly name?: string;
  readonly protocol?: string;
  readonly url?: string;
  readonly description?: string;
  readonly set: readonly string[];
  readonly ontology?: string;
  readonly parametersSchema?: string;
  readonly input?: readonly DataRowType[];
  readonly framesPerSecond?: number;
  readonly everyNthFrame?: number;
  readonly maximumFrames?: number;
  readonly requestsPerSecond?: number;
  readonly concurrency?: number;
  readonly timeoutMs?: number;
}

/** The limits that the options give; what they leave out keeps its default. */
export function readLimits(options: ModelOptions): NonNullable<NewModel['limits']> {
  const { requestsPerSecond, concurrency, timeoutMs } = options;
  return {
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    ...(concurrency !== undefined && { concurrency }),
    ...(timeoutMs !== undefined && { timeoutMs }),
  };
}

/** Which frames of videos it is given; undefined where no option says. */
export function readVideoSampling(options: ModelOptions): NewModel['videoSampling'] {
  const { framesPerSecond, everyNthFrame, maximumFrames } = options;
  const sampling = {
    ...(framesPerSecond !== undefined && { framesPerSecond }),
    ...(everyNthFrame !== undefined && { everyNthFrame }),
    ...(maximumFrames !== undefined && { maximumFrames }),
  };
  return Object.keys(sampling).length > 0 ? sampling : undefined;
}

/** The model that the options describe where there is no manifest. */
export async function readNewModel(
  options: ModelOptions,
  credentials: Credentials,
): Promise<NewModel> {
  const { name, protocol, url } = options;
  if (name === undefined || protocol === undefined || url === undefined) {
    const missing = (['name', 'protocol', 'url'] as const).filter(
      (key) => options[key] === undefined,
    );
    throw new PatchbayError({
      code: 'INPUT_INVALID',
      message: `${missing.map((key) => `--${key}`).join(' and ')} missing; give a model.yaml, or all of --name, --protocol and --url`,
    });
  }
  const videoSampling = readVideoSampling(options);
  return {
    name,
    protocol,
    connection: { url, ...readKeyValues('--set', options.set) },
    credentials,
    limits: readLimits(options),
    ...(options.description !== undefined && { description: options.description }),
    ...(options.ontology !== undefined && {
      ontology: await readDocument(options.ontology, ontologySchema),
    }),
    ...(options.parametersSchema !== undefined && {
      parametersSchema: await readDocument(options.parametersSchema, jsonObjectSchema),
    }),
    ...(options.input && { dataRowTypes: [...options.input] }),
    ...(videoSampling && { videoSampling }),
  };
}
