import { dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import { featureKinds } from './manifest-schema.ts';
import { isNear } from './near-name.ts';

/** A field at the top of a manifest with what somebody wrote in it, as far as it can stand. */
export function correctField(path: readonly PropertyKey[], manifest: unknown): string | undefined {
  const [field] = path;
  const written: unknown = Object(manifest)[String(field)];
  if (field === 'allowed_asset_types') return keepWords(field, written, dataRowTypes);
  if (field === 'allowed_feature_kinds') return keepWords(field, written, featureKinds);
  return field === 'requests_per_second' ? keepRate(field, written) : undefined;
}

/** The words of a list that are known, those that are nearly so among them. */
function keepWords(field: string, written: unknown, known: readonly string[]): string | undefined {
  const words = [written]
    .flat()
    .slice(0, 100)
    .flatMap((word: unknown) => {
      const name = String(word).trim().toLowerCase();
      return known.find((one) => one === name) ?? known.find((one) => isNear(one, name)) ?? [];
    });
  return words.length === 0 ? undefined : `${field}: [${[...new Set(words)].join(', ')}]`;
}

/** The rate that is allowed and nearest to one. */
function keepRate(field: string, written: unknown): string | undefined {
  const rate = typeof written === 'string' ? Number(written) : written;
  if (typeof rate !== 'number' || !(rate > 0)) return undefined;
  return `${field}: ${Math.min(Math.max(rate, 0.001), 10_000)}`;
}
