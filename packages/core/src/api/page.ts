import * as z from 'zod';

/** Where a list begins and how much of it is wanted. Lists page by cursor, never by offset. */
export const pageQuery = {
  /** The `nextCursor` of the page before; left out for the first page. */
  cursor: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** Words by which a list is searched, in any case. No text in the database has a NUL character. */
export const searchWords = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !text.includes('\0'), 'must have no NUL character');

/** One page of a list, newest or first things first as the route says. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    /** Send it back as `cursor` for what follows; null on the last page. */
    nextCursor: z.string().nullable(),
  });
}

/** A page as the stores return it. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** The id of one thing in the path. Whatever else is sent and not named is refused, here as everywhere. */
export const idInput = z.strictObject({ id: z.uuid() });
