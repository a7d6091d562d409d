import type { ItemFilter } from '@patchbay/core/api/item-filter.ts';
import type { Bind, ItemScope } from './item-places.ts';

/**
 * The rest of a statement whose places stand in `place`: for each of them, whether what a filter looks
 * for is there. Nothing but the item itself says so, which is why it is slow.
 */
export function writeSearch(bind: Bind, scope: ItemScope, filter: ItemFilter): string {
  const conditions = [
    ...(filter.text === undefined ? [] : [hasText(bind, filter.text)]),
    ...(filter.warning === undefined ? [] : [hasWarning(bind, filter.warning)]),
  ];
  return `select run_items.id as "itemId", run_items.data_row_id as "dataRowId", place.confidence,
      coalesce(${conditions.join(' and ')}, false) as "isFound"
    from place
    join run_items on run_items.id = place.item_id
    join data_rows on data_rows.id = run_items.data_row_id
    left join predictions on predictions.item_id = run_items.id
    where run_items.organisation_id = ${bind(scope.organisationId)}`;
}

/** Whether a list has to look into each item. */
export function isSearched({ text, warning }: ItemFilter): boolean {
  return text !== undefined || warning !== undefined;
}

function hasText(bind: Bind, text: string): string {
  const pattern = bind(`%${escapePattern(text)}%`);
  // Inside a document the words stand as JSON spells them. The plain look sorts nearly all out; only
  // what passes it is taken apart, so that names of fields are not found.
  const spelt = bind(`%${escapePattern(JSON.stringify(text).slice(1, -1))}%`);
  const path = bind(`$.** ? (${answers.map((key) => `@.${key} ${matches(text)}`).join(' || ')})`);
  return `(data_rows.global_key ilike ${pattern} or data_rows.text ilike ${pattern}
    or (data_rows.turns::text ilike ${spelt}
      and jsonb_path_exists(data_rows.turns, ${path}::jsonpath))
    or (predictions.annotations::text ilike ${spelt}
      and jsonb_path_exists(predictions.annotations::jsonb, ${path}::jsonpath)))`;
}

/** Where annotations, their nested answers and turns keep words. */
const answers = ['class', 'text', 'option', 'options[*]'];

/** In JSON path: contains the text, as it stands, in any case. */
function matches(text: string): string {
  return `like_regex ${JSON.stringify(text)} flag "iq"`;
}

function hasWarning(bind: Bind, code: string): string {
  return `(run_items.warning_count > 0 and exists (
    select from json_array_elements(predictions.warnings) as warning
    where warning ->> 'code' = ${bind(code)}))`;
}

function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`);
}
