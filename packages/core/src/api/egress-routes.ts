import * as z from 'zod';
import { idInput } from './page.ts';
import { defineRoute } from './route.ts';

/** One permission to call addresses beyond the public internet. */
export const egressRuleViewSchema = z.object({
  /** Null where the environment of the hub allows it: that is not changed here. */
  id: z.uuid().nullable(),
  source: z.enum(['settings', 'environment']),
  /** `host`, `ip` or `cidr`, each with `:port` or without. */
  entry: z.string(),
  note: z.string(),
  /** What people call who allowed it; null where the environment does. */
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime().nullable(),
});
export type EgressRuleView = z.infer<typeof egressRuleViewSchema>;

const tags = ['egress-rules'];

export const egressRoutes = {
  list: defineRoute('settings:read', {
    method: 'GET',
    path: '/egress-rules',
    summary: 'List the private addresses that models may have; all of them, by entry',
    tags,
  }).output(z.object({ items: z.array(egressRuleViewSchema) })),
  allow: defineRoute('settings:write', {
    method: 'POST',
    path: '/egress-rules',
    summary: 'Allow a host, an address or a range, with a port or without',
    successStatus: 201,
    tags,
  })
    .input(
      z.strictObject({ entry: z.string().min(1).max(300), note: z.string().max(1000).default('') }),
    )
    .output(egressRuleViewSchema),
  forbid: defineRoute('settings:write', {
    method: 'DELETE',
    path: '/egress-rules/{id}',
    summary: 'Take a permission back; calls under way end, new ones are refused',
    successStatus: 204,
    tags,
  }).input(idInput),
};
