import type { CheckDepth } from '@patchbay/core/conformance/rule-definition.ts';
import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { DiscoverOptions } from '../discover.ts';
import type { TestInput } from '../inputs/test-input.ts';
import type { OfferedImage } from './check-record.ts';

export interface CheckOptions extends DiscoverOptions {
  readonly depth: CheckDepth;
  /** What the model is said to know; what the endpoint says of itself where it is left out. */
  readonly ontology?: Ontology;
  /** What the model takes; what its protocol knows where it is left out. One of them is asked about. */
  readonly dataRowTypes?: readonly DataRowType[];
  readonly parameters?: { readonly [name: string]: Json };
  /** Inputs of the owner, asked before those of the check: on these the model should find something. */
  readonly samples?: readonly TestInput[];
  /** Time limit of the whole check, in milliseconds; five minutes where it is left out. */
  readonly totalMs?: number;
  /** How hard the endpoint may be driven; as it comes where it is left out. */
  readonly pace?: { readonly requestsPerSecond: number | null; readonly concurrency: number };
  /** Offers an image at an address that the endpoint can reach, for contracts that send addresses. */
  readonly offerImage?: (image: {
    name: string;
    bytes: Uint8Array;
    mediaType: string;
  }) => OfferedImage;
  /** Told before each call. */
  readonly onCall?: (call: { readonly number: number; readonly title: string }) => void;
}
