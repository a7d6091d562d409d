import * as z from 'zod';
import { dataRowTypeSchema } from '../data-row/data-row.ts';
import { authenticationKinds } from '../model/credentials.ts';
import { defineRoute } from './route.ts';

/** A protocol as forms and lists need to know it. */
export const protocolViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  documentationUrl: z.string(),
  dataRowTypes: z.array(dataRowTypeSchema),
  annotationKinds: z.array(z.string()),
  authentication: z.array(z.enum(authenticationKinds)),
  /** Whether the endpoint itself says which classes it knows. */
  discoversOntology: z.boolean(),
  /** JSON Schema of the connection: the form to fill in. */
  connectionSchema: z.record(z.string(), z.json()),
});
export type ProtocolView = z.infer<typeof protocolViewSchema>;

export const protocolRoutes = {
  list: defineRoute('protocols:read', {
    method: 'GET',
    path: '/protocols',
    summary: 'List the protocols that models can speak',
    tags: ['protocols'],
  }).output(z.array(protocolViewSchema)),
};
