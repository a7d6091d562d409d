import * as z from 'zod';

/** A place in absolute pixels of the upright image: origin top left, x right, y down. */
export const pointSchema = z.object({ x: z.number(), y: z.number() });
export type Point = z.infer<typeof pointSchema>;
