import { labelsOnTables } from './labels-on-tables.ts';
import { parcels } from './parcels.ts';
import type { Picture } from './picture.ts';
import { productsAndTags } from './products-and-tags.ts';
import { receipts } from './receipts.ts';

/** All pictures of the dataset. */
export const pictures: readonly Picture[] = [
  ...labelsOnTables,
  ...parcels,
  ...receipts,
  ...productsAndTags,
];
