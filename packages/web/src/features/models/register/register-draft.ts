import type { ModelView, NewModel } from '@patchbay/core/api/model-routes.ts';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import type { DraftModel, ReadManifest } from '@patchbay/core/api/trial-routes.ts';
import {
  defaultVideoSampling,
  type VideoSampling,
} from '@patchbay/core/data-row/video-sampling.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { beginDrafts, collectValues } from '../../../components/schema-form/schema-drafts.ts';
import { type Drafts, readSchemaFields } from '../../../components/schema-form/schema-fields.ts';
import { type CredentialsDraft, noCredentials, readCredentials } from '../credentials-draft.ts';
import { beginLimits, type LimitsDraft, readLimits } from '../limits-draft.ts';
import { draftFeatures, type FeatureDraft, readOntology } from '../ontology-draft.ts';
import type { Sample } from './sample.ts';

/** What was entered of a model so far. What another contract has no place for stays, and is not sent. */
export interface RegisterDraft {
  /** Null until one is chosen. */
  readonly protocolId: string | null;
  /** What stands in the fields of the connection, by protocol. */
  readonly connections: { readonly [protocolId: string]: Drafts };
  readonly name: string;
  readonly description: string;
  readonly readme: string;
  readonly dataRowTypes: readonly string[];
  readonly videoSampling: VideoSampling;
  readonly classes: ClassesDraft;
  readonly parametersSchema: { readonly [key: string]: Json } | null;
  readonly credentials: CredentialsDraft;
  readonly limits: LimitsDraft;
  /** The text of a `model.yaml`. */
  readonly manifest: string;
  /** What the model is asked about before it is saved. */
  readonly sample: Sample | null;
}

/**
 * Whose classes a model has: those that its endpoint names, those of the rows of a form, or an ontology that
 * rows cannot say.
 */
export type ClassesDraft =
  | { readonly from: 'endpoint' }
  | { readonly from: 'rows'; readonly rows: readonly FeatureDraft[] }
  | { readonly from: 'given'; readonly ontology: Ontology };

export const emptyDraft: RegisterDraft = {
  protocolId: null,
  connections: {},
  name: '',
  description: '',
  readme: '',
  dataRowTypes: [],
  videoSampling: defaultVideoSampling,
  classes: { from: 'endpoint' },
  parametersSchema: null,
  credentials: noCredentials,
  limits: beginLimits(),
  manifest: '',
  sample: null,
};

/** The draft with another contract; the address and all that both have stays. */
export function chooseProtocol(draft: RegisterDraft, protocol: ProtocolView): RegisterDraft {
  const before = draft.protocolId === null ? {} : draft.connections[draft.protocolId];
  const kept = draft.connections[protocol.id] ?? beginDrafts(readFields(protocol));
  const address: Drafts = before?.url ? { url: before.url } : {};
  const isOther = protocol.id !== draft.protocolId;
  return {
    ...draft,
    protocolId: protocol.id,
    connections: { ...draft.connections, [protocol.id]: { ...kept, ...address } },
    ...(isOther && {
      dataRowTypes: protocol.dataRowTypes,
      classes: protocol.discoversOntology ? { from: 'endpoint' } : keepRows(draft.classes),
    }),
  };
}

function keepRows(classes: ClassesDraft): ClassesDraft {
  return classes.from === 'endpoint' ? { from: 'rows', rows: [] } : classes;
}

/** The fields of the connection, as forms draw them. */
export function readFields(protocol: ProtocolView) {
  return readSchemaFields(protocol.connectionSchema);
}

/** The classes of an ontology, as they are edited. */
export function draftClasses(ontology: Ontology): ClassesDraft {
  const rows = draftFeatures(ontology);
  return rows ? { from: 'rows', rows } : { from: 'given', ontology };
}

type Given = NonNullable<ReadManifest['model']> | CopiedModel;
type CopiedModel = Omit<NonNullable<ReadManifest['model']>, 'credentials'>;

/** The draft with what a manifest says, or another model has, in place of what stood in it. */
export function takeGiven(
  draft: RegisterDraft,
  protocol: ProtocolView,
  given: Given,
): RegisterDraft {
  const chosen = chooseProtocol(draft, protocol);
  const fields = readFields(protocol).map((field) => ({
    ...field,
    initial: given.connection[field.name] ?? field.initial,
  }));
  return {
    ...chosen,
    connections: { ...chosen.connections, [protocol.id]: beginDrafts(fields) },
    name: given.name,
    description: given.description,
    readme: given.readme,
    dataRowTypes: given.dataRowTypes ?? protocol.dataRowTypes,
    videoSampling: given.videoSampling ?? chosen.videoSampling,
    classes: given.ontology ? draftClasses(given.ontology) : chosen.classes,
    parametersSchema: given.parametersSchema,
    limits: beginLimits(given.limits),
  };
}

/** The draft as a manifest says it; the secret is the one that stands in it, null where that cannot be told. */
export function takeManifest(
  draft: RegisterDraft,
  protocols: readonly ProtocolView[],
  described: NonNullable<ReadManifest['model']>,
  secret: string | null,
): RegisterDraft {
  const protocol = protocols.find(({ id }) => id === described.protocol);
  if (!protocol) return draft;
  const taken = takeGiven(draft, protocol, described);
  if (!described.credentials.kinds.includes('bearer')) return taken;
  const { credentials } = draft;
  const token = secret ?? credentials.token;
  return { ...taken, credentials: { ...credentials, hasBearer: true, token } };
}

/** What another model is registered from: all of it but its credentials. */
export function copyModel({ revision, discovery, ...model }: ModelView): CopiedModel {
  const { ontology, ...configuration } = revision;
  return {
    ...configuration,
    name: `${model.name} copy`,
    description: model.description,
    readme: model.readme,
    limits: model.limits,
    ...(discovery.state === 'declared' && { ontology }),
  };
}

/** What can be tried of a draft, or what is wrong in which field of its connection. */
export type ReadDraft =
  | { readonly ok: true; readonly model: DraftModel & { readonly protocol: string } }
  | { readonly ok: false; readonly errors: { readonly [name: string]: string } };

/** The draft as a model that can be tried. */
export function readDraft(draft: RegisterDraft, protocol: ProtocolView): ReadDraft {
  const connection = collectValues(readFields(protocol), draft.connections[protocol.id] ?? {});
  if (!connection.ok) return connection;
  const types = protocol.dataRowTypes.filter((type) => draft.dataRowTypes.includes(type));
  const ontology = readClasses(draft.classes);
  return {
    ok: true,
    model: {
      protocol: protocol.id,
      connection: connection.values,
      dataRowTypes: types,
      ...(types.includes('video') && { videoSampling: draft.videoSampling }),
      ...(ontology && { ontology }),
      parametersSchema: draft.parametersSchema && { ...draft.parametersSchema },
      credentials: readCredentials(draft.credentials),
      limits: readLimits(draft.limits),
    },
  };
}

/** The model as it is registered; one that was not seen to answer is marked so. */
export function toNewModel(draft: RegisterDraft, model: DraftModel, isVerified: boolean): NewModel {
  return {
    ...model,
    name: draft.name.trim(),
    description: draft.description.trim(),
    readme: draft.readme,
    unverified: !isVerified,
  };
}

function readClasses(classes: ClassesDraft): Ontology | null {
  if (classes.from === 'endpoint') return null;
  return classes.from === 'rows' ? readOntology(classes.rows) : classes.ontology;
}
