/** Whether a query failed because a unique index has the value already. */
export function isUniqueViolation(error: unknown, index: string): boolean {
  const failure = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return (
    failure instanceof Error &&
    'code' in failure &&
    failure.code === '23505' &&
    'constraint' in failure &&
    failure.constraint === index
  );
}
