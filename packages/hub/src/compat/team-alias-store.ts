import { eq } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { teamAliases } from '../database/schema/team-aliases.ts';

export type TeamAliasStore = ReturnType<typeof createTeamAliasStore>;

/** Gives organisations the numbers by which clients of other platforms know their teams. */
export function createTeamAliasStore({ orm }: Database) {
  async function find(organisationId: string): Promise<number | null> {
    const [alias] = await orm
      .select({ number: teamAliases.number })
      .from(teamAliases)
      .where(eq(teamAliases.organisationId, organisationId));
    return alias?.number ?? null;
  }

  return {
    /** The number of an organisation, given at the first time that somebody asks and then kept. */
    async ensureNumber(organisationId: string): Promise<number> {
      const known = await find(organisationId);
      if (known !== null) return known;
      await orm.insert(teamAliases).values({ organisationId }).onConflictDoNothing();
      const given = await find(organisationId);
      if (given === null) throw new Error(`The organisation ${organisationId} got no number.`);
      return given;
    },
  };
}
