/** Binds the sealed credentials of a model to its row. */
export function credentialsContext(organisationId: string, modelId: string): string {
  return `${organisationId}/models/${modelId}/credentials`;
}
