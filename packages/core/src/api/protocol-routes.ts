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
  /** Whether a request can say which part of an image is meant. */
  takesRegions: z.boolean(),
  /** JSON Schema of the connection: the form to fill in. */
  connectionSchema: z.record(z.string(), z.json()),
});
export type ProtocolView = z.infer<typeof protocolViewSchema>;

/** An address that is called for a connection, as a form shows it while somebody types. */
export const endpointViewSchema = z.object({
  purpose: z.enum(['predictions', 'classes']),
  method: z.enum(['GET', 'POST']),
  url: z.string(),
});
export type EndpointView = z.infer<typeof endpointViewSchema>;

export const protocolRoutes = {
  list: defineRoute('protocols:read', {
    method: 'GET',
    path: '/protocols',
    summary: 'List the protocols that models can speak',
    tags: ['protocols'],
  }).output(z.array(protocolViewSchema)),
  endpoints: defineRoute('protocols:read', {
    method: 'POST',
    path: '/protocols/{id}/endpoints',
    summary: 'Say which addresses would be called for a connection; nothing is called',
    tags: ['protocols'],
  })
    .input(
      z.strictObject({
        id: z.string().max(64),
        connection: z.record(z.string(), z.json()),
      }),
    )
    .output(z.array(endpointViewSchema)),
};
