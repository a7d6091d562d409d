import type { ModelView, RevisionChanges, RevisionView } from '@patchbay/core/api/model-routes.ts';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import {
  defaultVideoSampling,
  type VideoSampling,
} from '@patchbay/core/data-row/video-sampling.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { listNewOrigins } from '@patchbay/core/model/connection-addresses.ts';
import { type Ontology, ontologySchema } from '@patchbay/core/ontology/ontology.ts';
import { useMemo, useState } from 'react';
import { beginDrafts, collectValues } from '../../components/schema-form/schema-drafts.ts';
import {
  type Drafts,
  readSchemaFields,
  type SchemaField,
} from '../../components/schema-form/schema-fields.ts';
import { type CredentialsDraft, noCredentials, readCredentials } from './credentials-draft.ts';
import { draftFeatures, type FeatureDraft, readOntology } from './ontology-draft.ts';

/** What stands in the form that makes a new revision of a model. */
export interface RevisionDraft {
  readonly connection: Drafts;
  readonly dataRowTypes: readonly string[];
  readonly videoSampling: VideoSampling;
  /** Null where the ontology has more than rows can say: then it stands in `ontology`, as JSON. */
  readonly features: readonly FeatureDraft[] | null;
  readonly ontology: string;
  readonly discoverClasses: boolean;
  /** A JSON Schema; empty: those parameters that the protocol gives every model. */
  readonly parameters: string;
  /** Those for addresses to which the stored ones do not follow. */
  readonly credentials: CredentialsDraft;
}

type Changes = Partial<RevisionChanges>;

/** The form that makes a new revision: it begins with what the newest has, and gives what is otherwise. */
export function useRevisionDraft(protocol: ProtocolView, { revision, credentials }: ModelView) {
  const fields = useMemo(
    () =>
      readSchemaFields(protocol.connectionSchema).map((field) => ({
        ...field,
        initial: revision.connection[field.name] ?? field.initial,
      })),
    [protocol, revision],
  );
  const [errors, setErrors] = useState<{ readonly [name: string]: string }>({});
  const [begun] = useState<RevisionDraft>(() => beginDraft(fields, revision));
  const [draft, setDraft] = useState(begun);

  /** The origins to which the stored credentials do not follow; none where there are no secrets. */
  const newOrigins = useMemo(() => {
    if (credentials.kinds.length === 0) return [];
    const connection = collectValues(fields, draft.connection);
    return connection.ok ? listNewOrigins(revision.connection, connection.values) : [];
  }, [credentials, fields, draft.connection, revision]);

  /** What is otherwise than before; null where something is wrong, which is then shown beside its field. */
  function readChanges(): Changes | null {
    const connection = collectValues(fields, draft.connection);
    const wrong: { [name: string]: string } = connection.ok ? {} : { ...connection.errors };
    const ontology = readDraftOntology(draft);
    if (typeof ontology === 'string') wrong.ontology = ontology;
    const parametersSchema = readParameters(draft.parameters);
    if (typeof parametersSchema === 'string') wrong.parameters = parametersSchema;
    setErrors(wrong);
    if (!connection.ok || typeof ontology === 'string' || typeof parametersSchema === 'string') {
      return null;
    }
    const isTouched = (name: keyof RevisionDraft) => draft[name] !== begun[name];
    const types = protocol.dataRowTypes.filter((type) => draft.dataRowTypes.includes(type));
    return {
      ...(isTouched('connection') && { connection: connection.values }),
      ...(isTouched('dataRowTypes') && { dataRowTypes: types }),
      ...(isTouched('videoSampling') && { videoSampling: draft.videoSampling }),
      ...((isTouched('features') || isTouched('ontology')) && { ontology }),
      ...(draft.discoverClasses && { discoverClasses: true }),
      ...(isTouched('parameters') && { parametersSchema }),
      ...(newOrigins.length > 0 && { credentials: readCredentials(draft.credentials) }),
    };
  }

  const change = (changes: Partial<RevisionDraft>) => setDraft({ ...draft, ...changes });
  return { draft, change, fields, errors, newOrigins, readChanges };
}

function beginDraft(fields: readonly SchemaField[], revision: RevisionView): RevisionDraft {
  const { ontology, parametersSchema, videoSampling, dataRowTypes } = revision;
  return {
    connection: beginDrafts(fields),
    dataRowTypes,
    videoSampling: videoSampling ?? defaultVideoSampling,
    features: draftFeatures(ontology),
    ontology: JSON.stringify(ontology, null, 2),
    discoverClasses: false,
    parameters: parametersSchema ? JSON.stringify(parametersSchema, null, 2) : '',
    credentials: noCredentials,
  };
}

const notJson = 'This is not JSON.';

/** The ontology that was entered, or what is wrong with it. */
function readDraftOntology({ features, ontology }: RevisionDraft): Ontology | string {
  if (features) return readOntology(features);
  const json = readJson(ontology);
  if (json === undefined) return notJson;
  const read = ontologySchema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return issue ? `/${issue.path.join('/')}: ${issue.message}` : notJson;
}

/** The schema that was entered, null where none was, or what is wrong with it. */
function readParameters(text: string): { [key: string]: Json } | null | string {
  if (text.trim() === '') return null;
  const json = readJson(text);
  return json !== undefined && isJsonObject(json) ? json : 'Enter a JSON Schema: a JSON object.';
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
