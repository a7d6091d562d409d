import type pg from 'pg';
import { foreignCursor, readCursor, writeCursor } from '../database/cursor.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { type ItemList, type ItemPlace, readPlace, writePlace } from './item-place.ts';
import {
  type Bind,
  findPlaces,
  type ItemScope,
  namePlaces,
  type Places,
  type WantedPlaces,
} from './item-places.ts';
import { type ItemRecord, itemColumns, storedPredictionColumns } from './item-rows.ts';
import { writeSearch } from './item-search.ts';
import type { StoredPrediction } from './write-pages.ts';

/** An item of a list, with the confidence by which the list is ordered. */
export type ListedItem = ItemRecord & { confidence: number | null };

/** A prediction of a list, likewise, with its documents as the texts that they are stored as. */
export type ListedPrediction = Omit<StoredPrediction, 'dataRow'>;

type ListedRow = Omit<ListedPrediction, 'createdAt'> & { createdAt: Date };

/** Places that are to be found, or that a search has found. */
type PlaceSource = WantedPlaces | { readonly known: readonly ItemPlace[] };

/** A place that was searched, and whether what was looked for is there. */
export interface SearchedPlace extends ItemPlace {
  readonly isFound: boolean;
}

export type ItemListStore = ReturnType<typeof createItemListStore>;

/** Reads lists of items and predictions. Each statement is written for the filters that it is given. */
export function createItemListStore(database: Database) {
  async function list<Row extends pg.QueryResultRow>(
    write: (bind: Bind) => string,
  ): Promise<Row[]> {
    const { text, values } = writeStatement(write);
    return (await database.pool.query<Row>(text, values)).rows;
  }

  return {
    /** The place behind which a page begins; null for the first. @throws PatchbayError INPUT_INVALID */
    readCursor(of: ItemList, cursor: string | undefined): ItemPlace | null {
      const key = readCursor(cursor);
      if (key === null) return null;
      const place = readPlace(of, key);
      if (place) return place;
      throw foreignCursor();
    },

    writeCursor: (of: ItemList, place: ItemPlace): string => writeCursor(writePlace(of, place)),

    async listItems(scope: ItemScope, source: PlaceSource): Promise<ListedItem[]> {
      return list<ListedItem>((bind) => {
        const places = writePlaces(bind, scope, source);
        const items = places.hasItems ? 'place' : 'run_items';
        const join = places.hasItems ? '' : 'join run_items on run_items.id = place.item_id';
        return `with place as (${places.select})
          select ${itemColumns(items)}, place.confidence from place ${join}
          where ${items}.organisation_id = ${bind(scope.organisationId)}
          order by ${places.order}`;
      });
    },

    async listPredictions(scope: ItemScope, source: PlaceSource): Promise<ListedPrediction[]> {
      const rows = await list<ListedRow>((bind) => {
        const places = writePlaces(bind, scope, source);
        return `with place as (${places.select})
          select ${storedPredictionColumns}, place.confidence
          from place join predictions on predictions.item_id = place.item_id
          where predictions.organisation_id = ${bind(scope.organisationId)}
          order by ${places.order}`;
      });
      return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
    },

    /**
     * Looks into the places behind `after` one after another, no longer than `timeoutMs`: null where
     * that was not enough.
     */
    async search(
      scope: ItemScope,
      wanted: WantedPlaces,
      timeoutMs: number,
    ): Promise<SearchedPlace[] | null> {
      const { text, values } = writeStatement((bind) => {
        const places = findPlaces(bind, scope, wanted);
        return `with place as (${places.select}) ${writeSearch(bind, scope, wanted.filter)}
          order by ${places.order}`;
      });
      try {
        return await withTransaction(database, async (client) => {
          await client.query(`set local statement_timeout = ${Math.ceil(timeoutMs)}`);
          return (await client.query<SearchedPlace>(text, values)).rows;
        });
      } catch (error) {
        if (isTimeout(error)) return null;
        throw error;
      }
    },
  };
}

function writePlaces(bind: Bind, scope: ItemScope, source: PlaceSource): Places {
  return 'known' in source ? namePlaces(bind, source.known) : findPlaces(bind, scope, source);
}

function writeStatement(write: (bind: Bind) => string): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  const text = write((value) => `$${values.push(value)}`);
  return { text, values };
}

/** SQLSTATE `query_canceled`. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
