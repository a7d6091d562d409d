import * as z from 'zod';
import { contentPartSchema } from './content-part.ts';

/** Who speaks: instructions, the person, or the machine that answers. */
export const turnRoles = ['system', 'user', 'assistant'] as const;
export const turnRoleSchema = z.enum(turnRoles);
export type TurnRole = z.infer<typeof turnRoleSchema>;

/** What one party said in a conversation; turns stand in a list, the oldest first. */
export const turnSchema = z.object({
  role: turnRoleSchema,
  /** The name of the message where the conversation came from. */
  id: z.string().optional(),
  /** Who spoke, where several share a role or are called by a name. */
  name: z.string().optional(),
  parts: z.array(contentPartSchema).min(1),
});
export type Turn = z.infer<typeof turnSchema>;
