import { credentialsContext } from '../models/credentials-context.ts';
import { secretContext } from './secret-context.ts';

/** A column that holds seals. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** Where the organisation of a row stands, as SQL. */
  readonly organisationId: string;
  /** The context in which the seal of a row opens. */
  context(row: { id: string; organisationId: string }): string;
}

/** All columns that hold seals. A test looks whether one is missing here: a rotation would not reach it. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'deployment',
    column: 'sealed_secret',
    organisationId: "''",
    context: secretContext,
  },
  {
    table: 'models',
    column: 'sealed_credentials',
    organisationId: 'organisation_id',
    context: ({ id, organisationId }) => credentialsContext(organisationId, id),
  },
];

/** Reads how many seals there are of each key, in all columns. */
export const countSealsByKey = `select key as "keyId", count(*)::int as count from (${sealedColumns
  .map(
    ({ table, column }) =>
      `select split_part(${column}, '.', 2) as key from ${table} where ${column} is not null`,
  )
  .join(' union all ')}) as seals group by key order by key`;
