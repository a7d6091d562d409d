import type { LinkView } from '@patchbay/core/api/session.ts';
import type pg from 'pg';
import type { Link } from './link-rows.ts';

/** What a link is for, as whoever brings it is told; null where what it leads to is not there any more. */
export async function describeLink(client: pg.Pool, link: Link): Promise<LinkView | null> {
  const { sql, values } = queryFor(link);
  const { rows } = await client.query<Omit<LinkView, 'purpose'>>(sql, values);
  return rows[0] ? { purpose: link.purpose, ...rows[0] } : null;
}

function queryFor(link: Link): { sql: string; values: string[] } {
  switch (link.purpose) {
    case 'first-owner':
      return {
        sql: `select name as organisation, null as email, 'owner' as role, false as "isKnown"
              from organization where id = $1`,
        values: [link.organisationId],
      };
    case 'invitation':
      return {
        sql: `select o.name as organisation, i.email, i.role, u.id is not null as "isKnown"
              from invitation i join organization o on o.id = i.organization_id
              left join "user" u on u.email = i.email
              where i.id = $1 and i.status = 'pending' and i.expires_at > now()`,
        values: [link.invitationId],
      };
    default:
      return {
        sql: `select o.name as organisation, u.email, m.role, true as "isKnown"
              from member m join organization o on o.id = m.organization_id
              join "user" u on u.id = m.user_id
              where m.user_id = $1 and m.organization_id = $2`,
        values: [link.userId, link.organisationId],
      };
  }
}
