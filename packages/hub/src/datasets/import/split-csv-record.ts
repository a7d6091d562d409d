/** A field with its end: in quotes, in which a quote stands twice, or as it is (RFC 4180). */
const fieldPattern = /[ \t]*(?:"([^"]*(?:""[^"]*)*)"[ \t]*|([^"\n,]*))(,|$)/y;

/** The fields of a record of a CSV, without the blanks around them; null where its quotes are wrong. */
export function splitCsvRecord(record: string): string[] | null {
  const fields: string[] = [];
  fieldPattern.lastIndex = 0;
  for (;;) {
    const found = fieldPattern.exec(record);
    if (!found) return null;
    const [, quoted, plain = '', end] = found;
    fields.push(quoted?.replaceAll('""', '"') ?? plain.trimEnd());
    if (end === '') return fields;
  }
}
