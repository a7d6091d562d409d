import { type DataRowType, dataRowTypes } from '@patchbay/core/data-row/data-row.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { MediaType } from './manifest-media-type.ts';
import type { Manifest } from './manifest-schema.ts';
import { isFoundryKind, listWireKinds, wireKinds } from './ontology.ts';

/** What stands in a manifest without consequence, because another key says otherwise. */
export function describeDifferences(manifest: Manifest, mediaType: MediaType | null): Warning[] {
  return [
    ...describeKinds(manifest),
    ...describeMediaType(manifest.allowed_asset_types ?? [], mediaType),
    ...describeTools(manifest, mediaType),
  ];
}

/** Kinds that the ontology has and that are not allowed. */
function describeKinds(manifest: Manifest): Warning[] {
  const allowed = manifest.allowed_feature_kinds ?? [];
  if (allowed.length === 0) return [];
  const known = new Set<string>(
    allowed.map((kind) => (kind === 'superpixel' ? wireKinds.mask : kind)),
  );
  const used = manifest.ontology ? listWireKinds(manifest.ontology) : [];
  const missing = used.filter((kind) => !known.has(kind));
  if (missing.length === 0) return [];
  const message = `The ontology has ${missing.join(', ')}, which allowed_feature_kinds leaves out; the ontology was used.`;
  return [{ code: 'FEATURE_KINDS_DIFFER', message, pointer: '/allowed_feature_kinds' }];
}

/** A media type that is none of the types of assets that are allowed, or that no data row has. */
function describeMediaType(
  allowed: readonly DataRowType[],
  mediaType: MediaType | null,
): Warning[] {
  if (mediaType === null || allowed.some((type) => type === mediaType)) return [];
  const [code, pointer] = ['ASSET_TYPES_DIFFER', '/ontology/media_type'] as const;
  if (allowed.length > 0) {
    const message = `The ontology is for ${mediaType}, which allowed_asset_types leaves out; allowed_asset_types (${allowed.join(', ')}) was used.`;
    return [{ code, message, pointer }];
  }
  if (isRowType(mediaType)) return [];
  const message = `The ontology is for ${mediaType.toUpperCase()}, of which there are no data rows here; the model takes rows of any type.`;
  return [{ code, message, pointer }];
}

const shown: readonly DataRowType[] = ['image', 'video'];
const written: readonly DataRowType[] = ['text', 'html', 'conversational'];

/** The types of data rows that the annotations of a tool can stand on; edges stand wherever their ends do. */
const typesOfTool: { readonly [tool: string]: readonly DataRowType[] } = {
  bounding_box: shown,
  mask: shown,
  polygon: shown,
  point: shown,
  line: shown,
  entity: written,
};

/** Tools that none of the types of assets can have. */
function describeTools(manifest: Manifest, mediaType: MediaType | null): Warning[] {
  const ofMedia = mediaType !== null && isRowType(mediaType) ? [mediaType] : [];
  const taken = manifest.allowed_asset_types ?? ofMedia;
  const tools = manifest.ontology?.tools ?? [];
  const unfit = tools.flatMap(({ kind }) => {
    const fitting = typesOfTool[kind];
    if (!isFoundryKind(kind) || !fitting || taken.length === 0) return [];
    return taken.some((type) => fitting.includes(type)) ? [] : [wireKinds[kind]];
  });
  if (unfit.length === 0) return [];
  const names = [...new Set(unfit)].join(', ');
  const message = `The ontology has ${names}, which assets of the type ${taken.join(', ')} cannot have; the model was registered all the same.`;
  return [{ code: 'ASSET_TYPES_DIFFER', message, pointer: '/ontology/tools' }];
}

/** Whether a media type is a type of data rows here. */
export function isRowType(mediaType: MediaType): mediaType is DataRowType {
  return dataRowTypes.some((type) => type === mediaType);
}
