import { type NewModel, newModelSchema } from '@patchbay/core/api/model-routes.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { isJsonObject, type Json } from '@patchbay/core/json.ts';
import { type Credentials, credentialsSchema } from '@patchbay/core/model/credentials.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { excerptOf } from '@patchbay/protocols/json/excerpt.ts';
import type { PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import type * as z from 'zod';
import { describeIssues } from '../../http/describe-issues.ts';
import { type TrainedModelBody, trainedModelSchema } from './wire.ts';

/** What somebody wants to register, in the hub's own words. */
export interface WantedModel {
  readonly teamId: TrainedModelBody['team_id'];
  readonly input: z.output<typeof newModelSchema>;
  readonly warnings: readonly Warning[];
}

/** Reads the body of a registration. @throws PatchbayError INPUT_INVALID, naming the field */
export function readTrainedModel(body: Json, protocol: PredictionProtocol): WantedModel {
  const parsed = trainedModelSchema.safeParse(body);
  if (!parsed.success) throw new PatchbayError(describeIssues(parsed.error.issues));
  const { name, team_id: teamId, external_url: url, classes_url, infer_url } = parsed.data;
  const classes = readClasses(parsed.data.classes, protocol);
  const wanted: NewModel = {
    name,
    protocol: protocol.id,
    connection: {
      url,
      ...(classes_url && { classesUrl: classes_url }),
      ...(infer_url && { inferUrl: infer_url }),
    },
    credentials: readCredentials(parsed.data),
    ...(classes && { ontology: classes.ontology }),
  };
  return {
    teamId,
    input: newModelSchema.parse(wanted),
    warnings: [...(classes?.warnings ?? []), ...describeUnknown(body)],
  };
}

/** The classes as the protocol reads the endpoint's own list; null where none are given. */
function readClasses(
  classes: TrainedModelBody['classes'],
  protocol: PredictionProtocol,
): { ontology: Ontology; warnings: Warning[] } | null {
  if (classes === undefined || classes === null) return null;
  if (!Array.isArray(classes)) {
    const shown = isJsonObject(classes) ? JSON.stringify(classes).slice(0, 300) : null;
    throw refuse(
      '/classes',
      `classes: is ${shown ?? excerptOf(classes)}, not a list. It should be what GET …/classes of the model answers; an object is often the error of a model that refused the call.`,
    );
  }
  const read: Outcome<Ontology> | undefined = protocol.discovery?.decodeResponse({
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(classes),
  });
  if (!read) throw new Error(`The protocol ${protocol.id} has no list of classes.`);
  if (!read.ok) {
    const { message, details } = read.problem;
    throw refuse(`/classes${details?.pointer ?? ''}`, `classes: ${message}`);
  }
  const warnings = read.warnings.map((it) => ({ ...it, pointer: `/classes${it.pointer}` }));
  return { ontology: read.value, warnings };
}

/** Names of the fields on the wire, by their place in the credentials. */
const wireFields: { readonly [path: string]: string } = {
  'basic.username': 'basic_auth_username',
  'basic.password': 'basic_auth_password',
  'header.name': 'auth_secret_header',
  'header.value': 'auth_secret',
};

function readCredentials(body: TrainedModelBody): Credentials {
  const { basic_auth_username: username, basic_auth_password: password } = body;
  const { auth_secret: value, auth_secret_header: header } = body;
  if (password && !username) throw standsAlone('basic_auth_password', 'basic_auth_username');
  if (value && !header) throw standsAlone('auth_secret', 'auth_secret_header');
  if (header && !value) throw standsAlone('auth_secret_header', 'auth_secret');
  const parsed = credentialsSchema.safeParse({
    ...(username && { basic: { username, password: password ?? '' } }),
    ...(header && { header: { name: header, value } }),
  });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: [wireFields[path.join('.')] ?? 'auth_secret_header'],
    message,
  }));
  throw new PatchbayError(describeIssues(issues));
}

function standsAlone(field: string, partner: string): PatchbayError {
  return refuse(
    `/${partner}`,
    `${partner}: is empty, but ${field} is not. Give both, or leave both empty.`,
  );
}

/** Scripts may send what only V7 knows; that is no reason to refuse the model. */
function describeUnknown(body: Json): Warning[] {
  const known = Object.keys(trainedModelSchema.shape);
  return Object.keys(Object(body))
    .filter((field) => !known.includes(field))
    .map((field) => ({
      code: 'FIELD_IGNORED',
      message: `The field "${field.slice(0, 80)}" is not known here and was left out.`,
      pointer: `/${field.slice(0, 80)}`,
    }));
}

function refuse(path: string, message: string): PatchbayError {
  return new PatchbayError({ code: 'INPUT_INVALID', message, details: { path } });
}
