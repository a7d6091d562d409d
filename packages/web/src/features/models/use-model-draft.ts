import type { NewModel } from '@patchbay/core/api/model-routes.ts';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import {
  defaultVideoSampling,
  type VideoSampling,
} from '@patchbay/core/data-row/video-sampling.ts';
import { useMemo, useState } from 'react';
import { beginDrafts, collectValues } from '../../components/schema-form/schema-drafts.ts';
import { type Drafts, readSchemaFields } from '../../components/schema-form/schema-fields.ts';
import { type CredentialsDraft, noCredentials, readCredentials } from './credentials-draft.ts';
import { type FeatureDraft, readOntology } from './ontology-draft.ts';

/** What stands in the form that registers a model. */
export interface ModelDraft {
  readonly name: string;
  readonly description: string;
  readonly connection: Drafts;
  readonly dataRowTypes: readonly string[];
  readonly videoSampling: VideoSampling;
  readonly features: readonly FeatureDraft[];
  readonly credentials: CredentialsDraft;
}

/** The form that registers a model of a protocol: its content, its errors, and what it gives. */
export function useModelDraft(protocol: ProtocolView) {
  const fields = useMemo(() => readSchemaFields(protocol.connectionSchema), [protocol]);
  const [errors, setErrors] = useState<{ readonly [name: string]: string }>({});
  const [draft, setDraft] = useState<ModelDraft>(() => ({
    name: '',
    description: '',
    connection: beginDrafts(fields),
    dataRowTypes: protocol.dataRowTypes,
    videoSampling: defaultVideoSampling,
    features: [],
    credentials: noCredentials,
  }));

  /** The model that was entered; null where something is wrong, which is then shown beside its field. */
  function readModel(): NewModel | null {
    const connection = collectValues(fields, draft.connection);
    setErrors(connection.ok ? {} : connection.errors);
    if (!connection.ok) return null;
    return {
      name: draft.name.trim(),
      description: draft.description.trim(),
      protocol: protocol.id,
      connection: connection.values,
      dataRowTypes: protocol.dataRowTypes.filter((type) => draft.dataRowTypes.includes(type)),
      ...(draft.dataRowTypes.includes('video') && { videoSampling: draft.videoSampling }),
      ...(!protocol.discoversOntology && { ontology: readOntology(draft.features) }),
      credentials: readCredentials(draft.credentials),
    };
  }

  /** The connection as far as it is entered; null where a field of it is wrong or missing. */
  function readConnection() {
    const connection = collectValues(fields, draft.connection);
    return connection.ok ? connection.values : null;
  }

  const change = (changes: Partial<ModelDraft>) => setDraft({ ...draft, ...changes });
  return { draft, change, fields, errors, readModel, readConnection };
}
