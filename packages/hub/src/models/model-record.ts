import type { ModelView, RevisionView } from '@patchbay/core/api/model-routes.ts';
import type { Credentials, CredentialsSummary } from '@patchbay/core/model/credentials.ts';
import type { Limits } from '@patchbay/core/model/limits.ts';
import type { ModelConfiguration } from '@patchbay/core/model/model-configuration.ts';

/** A model with its newest revision, as the store keeps it. */
export interface ModelRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly name: string;
  readonly description: string;
  readonly readme: string;
  readonly enabled: boolean;
  readonly limits: Limits;
  readonly sealedCredentials: string | null;
  readonly credentialsSummary: CredentialsSummary;
  readonly discovery: ModelView['discovery'];
  readonly createdAt: Date;
  readonly revision: RevisionRecord;
}

/** A revision, as the store keeps it. */
export interface RevisionRecord {
  readonly id: string;
  readonly number: number;
  readonly configuration: ModelConfiguration;
  readonly createdAt: Date;
}

/** A model that is to be registered: its credentials are sealed when its rows are written. */
export type NewModel = Omit<ModelRecord, 'sealedCredentials' | 'credentialsSummary'> & {
  readonly credentials: Credentials;
};

/** A revision that is added to its model, and what changes on the model with it. */
export interface NextRevision extends Pick<ModelRecord, 'revision' | 'discovery'> {
  readonly credentials?: Credentials;
}

/** What may change of a model without a new revision. */
export type ModelChanges = Partial<
  Pick<ModelRecord, 'description' | 'readme' | 'enabled' | 'limits'> & Pick<NewModel, 'credentials'>
>;

/** A model as our API shows it: without its secrets. */
export function toModelView(model: ModelRecord): ModelView {
  const { id, name, description, readme, enabled, limits, discovery } = model;
  return {
    id,
    name,
    description,
    readme,
    enabled,
    limits,
    credentials: model.credentialsSummary,
    revision: toRevisionView(model.revision),
    discovery,
    createdAt: model.createdAt.toISOString(),
  };
}

export function toRevisionView({
  id,
  number,
  createdAt,
  configuration,
}: RevisionRecord): RevisionView {
  return { id, number, createdAt: createdAt.toISOString(), ...configuration };
}
