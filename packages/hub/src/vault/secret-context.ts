/** Binds the sealed secret of a deployment to its row. */
export function secretContext({ id }: { readonly id: string }): string {
  return `deployments/${id}/secret`;
}
