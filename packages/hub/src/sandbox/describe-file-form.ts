interface FileForm {
  operationId: string;
  summary: string;
  /** Name of the schema of what is answered. */
  answer: string;
  /** Fields beside the file and the parameters: each JSON, described in a sentence. */
  fields: { readonly [name: string]: string };
  /** Those of the fields that may not be left out. */
  required: readonly string[];
  /** Whether the model is named in the address. */
  hasId: boolean;
}

/** A route of the OpenAPI document by which a model is asked about a file that is kept nowhere. */
export function describeFileForm({ operationId, summary, answer, ...form }: FileForm) {
  const uuid = { type: 'string' as const, format: 'uuid' };
  const id = { name: 'id', in: 'path', required: true, schema: uuid };
  const words = { ...form.fields, parameters: 'an object of parameters.' };
  const described = Object.entries(words).map(([name, what]) => [
    name,
    { type: 'string' as const, description: `JSON: ${what}` },
  ]);
  const file = { type: 'string' as const, format: 'binary' };
  const schema = {
    type: 'object' as const,
    required: ['file', ...form.required],
    properties: { file, ...Object.fromEntries(described) },
  };
  return {
    operationId,
    summary,
    tags: ['models'],
    ...(form.hasId && { parameters: [id] }),
    requestBody: { required: true, content: { 'multipart/form-data': { schema } } },
    responses: {
      200: {
        description: 'What the model said, or why it said nothing, and the call behind it',
        content: { 'application/json': { schema: { $ref: `#/components/schemas/${answer}` } } },
      },
    },
  };
}
