import * as z from 'zod';

/**
 * How an answer was held against its contract. strict: whatever breaks the contract fails the item.
 * lenient: what can be read is kept, the rest is a warning.
 */
export const answerReadingSchema = z.enum(['strict', 'lenient']);
export type AnswerReading = z.infer<typeof answerReadingSchema>;
