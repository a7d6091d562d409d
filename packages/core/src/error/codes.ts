/** One row of the error table. */
export interface ErrorDefinition {
  /** HTTP status with which our own API answers when a request ends in this error. */
  readonly status: number;
  /** Whether trying the same call again may help. The run engine reads retries from here alone. */
  readonly retryable: boolean;
  /** What happened, in a sentence without a full stop. */
  readonly title: string;
  /** What the person who sees it can do. */
  readonly remedy: string;
}

/**
 * Every error of Patchbay. The prefix says whose fault it is: `INPUT_` and `MANIFEST_` the user's,
 * `MODEL_` the endpoint's, `RUN_` a conflict with the state of a run, `AUTH_` the caller's rights,
 * `URL_` an address that may not be called, `STORAGE_` and `SECRET_` the hub's own keeping, `INTERNAL` ours.
 * A code is never reused for another meaning. `docs/errors.md` is written from this table.
 */
export const errorCodes = {
  INPUT_INVALID: {
    status: 400,
    retryable: false,
    title: 'The request has a value that is not allowed',
    remedy: 'Correct the field that the message names and send it again.',
  },
  INPUT_NOT_FOUND: {
    status: 404,
    retryable: false,
    title: 'There is no such thing in this organisation',
    remedy: 'Check the id or the name; list what exists with the matching `list` command or page.',
  },
  INPUT_NAME_TAKEN: {
    status: 409,
    retryable: false,
    title: 'The name is taken',
    remedy: 'Choose another name, or remove the one that has it.',
  },
  INPUT_IN_USE: {
    status: 409,
    retryable: false,
    title: 'It is still in use',
    remedy: 'Wait for the runs that the message names, or cancel them first.',
  },
  INPUT_TOO_LARGE: {
    status: 413,
    retryable: false,
    title: 'What was sent is too large',
    remedy: 'Send less at once: split the file, or shrink the image.',
  },
  INPUT_FILE_UNREADABLE: {
    status: 422,
    retryable: false,
    title: 'A file could not be read as what it claims to be',
    remedy:
      'Open the file in another program. If it is damaged there too, replace or remove it; otherwise convert it to PNG, JPEG or WebP, or to UTF-8 text.',
  },
  INPUT_DOWNLOAD_FAILED: {
    status: 422,
    retryable: true,
    title: 'A file could not be downloaded from its address',
    remedy:
      'Open the address in a browser. If it shows the file without a login, check that the hub may call it, and import again.',
  },
  INPUT_DATASET_EMPTY: {
    status: 422,
    retryable: false,
    title: 'The dataset has no data rows',
    remedy: 'Import images or texts into it first.',
  },
  INPUT_DATA_ROW_UNSUPPORTED: {
    status: 422,
    retryable: false,
    title: 'The model does not take data rows of this type',
    remedy: 'Choose a dataset of a type that the model takes, or a model for this type.',
  },
  INPUT_PARAMETERS_INVALID: {
    status: 422,
    retryable: false,
    title: 'The parameters do not fit the schema of the model',
    remedy:
      'Correct the parameter that the message names; the page of the model shows what is allowed.',
  },
  INPUT_PROTOCOL_UNKNOWN: {
    status: 422,
    retryable: false,
    title: 'There is no protocol of this name',
    remedy: 'Use one of the protocols that the message lists.',
  },
  INPUT_MODEL_DISABLED: {
    status: 409,
    retryable: false,
    title: 'The model is disabled and takes no new runs',
    remedy: 'Enable the model on its page, then start the run again.',
  },
  MANIFEST_INVALID: {
    status: 422,
    retryable: false,
    title: 'The manifest cannot be read',
    remedy: 'Correct the line that the message names; the excerpt shows how it would be right.',
  },
  AUTH_REQUIRED: {
    status: 401,
    retryable: false,
    title: 'The call carries no valid key',
    remedy:
      'Send the API key as `Authorization: Bearer …`. The hub wrote the first one to `api-key` in its data folder.',
  },
  AUTH_FORBIDDEN: {
    status: 403,
    retryable: false,
    title: 'The key has no permission for this',
    remedy: 'Use a key with the permission that the message names.',
  },
  URL_INVALID: {
    status: 422,
    retryable: false,
    title: 'The address cannot be called',
    remedy: 'Give an http or https address without a user name and password in it.',
  },
  URL_BLOCKED: {
    status: 422,
    retryable: false,
    title: 'The address is not allowed for outgoing calls',
    remedy:
      'Loopback and private addresses need an allowance of the operator: start the hub with PATCHBAY_EGRESS_ALLOW set to the host and port. Metadata and link-local addresses are never allowed.',
  },
  MODEL_UNREACHABLE: {
    status: 502,
    retryable: true,
    title: 'The connection to the model was refused or could not be made',
    remedy:
      'Start the model server, and check host, port and firewall. Then retry the failed items.',
  },
  MODEL_NAME_UNRESOLVED: {
    status: 502,
    retryable: true,
    title: 'The host name of the model could not be resolved',
    remedy: 'Check the spelling of the host and the DNS of the machine on which the hub runs.',
  },
  MODEL_TLS_FAILED: {
    status: 502,
    retryable: false,
    title: 'The certificate of the model was not accepted',
    remedy: 'Give the server a certificate that is valid for its host name and not expired.',
  },
  MODEL_CONNECTION_LOST: {
    status: 502,
    retryable: true,
    title: 'The model closed the connection before it had answered',
    remedy:
      'Look into the log of the model server: it usually crashed or was restarted. Then retry the failed items.',
  },
  MODEL_TIMEOUT: {
    status: 504,
    retryable: true,
    title: 'The model did not answer in time',
    remedy: 'Make the model faster, lower the concurrency of the model, or raise its time limit.',
  },
  MODEL_UNAUTHORIZED: {
    status: 502,
    retryable: false,
    title: 'The model refused our credentials',
    remedy: 'Enter the current secret of the model and retry the failed items.',
  },
  MODEL_NOT_FOUND: {
    status: 502,
    retryable: false,
    title: 'The model server has nothing at this address',
    remedy: 'Check the path of the address. The page of the protocol says which paths are called.',
  },
  MODEL_REQUEST_REJECTED: {
    status: 502,
    retryable: false,
    title: 'The model rejected the request',
    remedy: 'Read the answer of the model in the exchange: it says what it wanted.',
  },
  MODEL_OVERLOADED: {
    status: 502,
    retryable: true,
    title: 'The model is busy',
    remedy:
      'Lower the requests per second or the concurrency of the model, then retry the failed items.',
  },
  MODEL_SERVER_ERROR: {
    status: 502,
    retryable: true,
    title: 'The model server failed',
    remedy: 'Look into the log of the model server, mend it and retry the failed items.',
  },
  MODEL_REDIRECTED: {
    status: 502,
    retryable: false,
    title: 'The model server redirects to another address',
    remedy:
      'Redirects are not followed. Register the address that the message names, if it is right.',
  },
  MODEL_RESPONSE_TOO_LARGE: {
    status: 502,
    retryable: false,
    title: 'The answer of the model is too large',
    remedy:
      'Let the model answer less: fewer polygon points, run-length masks, a higher threshold.',
  },
  MODEL_RESPONSE_ENCODING: {
    status: 502,
    retryable: false,
    title: 'The answer of the model is not encoded as it says',
    remedy: 'Answer in UTF-8, and with no content encoding or with gzip, deflate, br or zstd.',
  },
  MODEL_RESPONSE_NOT_JSON: {
    status: 502,
    retryable: false,
    title: 'The model did not answer with JSON',
    remedy:
      'Look at the excerpt: HTML is usually a login or an error page of something in front of the model; a cut end is usually a limit on the size of answers.',
  },
  MODEL_RESPONSE_INVALID: {
    status: 502,
    retryable: false,
    title: 'The model answered in a shape that cannot be read',
    remedy:
      'Compare the answer at the named place with the page of the protocol, and mend the model.',
  },
  MODEL_CONFIDENCE_INVALID: {
    status: 502,
    retryable: false,
    title: 'The model answered with confidences that cannot be right',
    remedy: 'Send one number between 0 and 1 for each annotation, or none at all.',
  },
  MODEL_GEOMETRY_INVALID: {
    status: 502,
    retryable: false,
    title: 'The model answered with a shape that cannot exist',
    remedy:
      'Send absolute pixels of the upright image, with the origin top left, and no negative sizes.',
  },
  MODEL_MASK_INVALID: {
    status: 502,
    retryable: false,
    title: 'The model answered with a mask that does not fit the image',
    remedy:
      'Encode the mask column by column with size [height, width] of the image, as pycocotools does; the counts must fill the image exactly.',
  },
  MODEL_SPAN_INVALID: {
    status: 502,
    retryable: false,
    title: 'The model answered with a span that does not lie in the text',
    remedy:
      'Count from 0 in Unicode code points; the end is exclusive. Send the text of the span, so that a shifted count can be found.',
  },
  MODEL_ANSWER_INVALID: {
    status: 502,
    retryable: false,
    title: 'The model gave an answer that its ontology does not allow',
    remedy:
      'Answer a radio with one option, a checklist with a list of options, and free text with a string.',
  },
  MODEL_REPORTED_FAILURE: {
    status: 502,
    retryable: false,
    title: 'The model said that it failed on this item',
    remedy: 'Look into the log of the model server for this item.',
  },
  MODEL_OUTPUT_TRUNCATED: {
    status: 502,
    retryable: false,
    title: 'The model stopped before its answer was complete',
    remedy: 'Raise max_tokens, or ask for a shorter answer.',
  },
  MODEL_REFUSED_CONTENT: {
    status: 502,
    retryable: false,
    title: 'The model refused to answer for this content',
    remedy: 'Read its reason in the exchange; leave the item out or use another model.',
  },
  RUN_STATE_CONFLICT: {
    status: 409,
    retryable: false,
    title: 'The run is in a state in which this cannot be done',
    remedy:
      'Look at the state of the run; a run that has ended cannot be changed, start a new one.',
  },
  RUN_PLANNING_FAILED: {
    status: 500,
    retryable: false,
    title: 'The run could not be planned',
    remedy: 'Read the reason, mend it and start a new run.',
  },
  STORAGE_ASSET_MISSING: {
    status: 500,
    retryable: false,
    title: 'The file of a data row is not in the storage',
    remedy: 'Import the data row again, or restore the storage folder from its backup.',
  },
  STORAGE_HELD: {
    status: 409,
    retryable: false,
    title: 'Another hub uses this data folder',
    remedy:
      'Stop the hub that the message names, or give this one a data folder of its own with PATCHBAY_DATA.',
  },
  STORAGE_DATABASE_FAILED: {
    status: 503,
    retryable: false,
    title: 'The database could not be started or reached',
    remedy:
      'Read the reason in the message. The log of the embedded server is `postgres.log` in the data folder; with DATABASE_URL, check address, user and password.',
  },
  STORAGE_SCHEMA_NEWER: {
    status: 500,
    retryable: false,
    title: 'The database was written by a newer version of Patchbay',
    remedy: 'Start that version again, or restore a backup that was made before it.',
  },
  SECRET_UNREADABLE: {
    status: 500,
    retryable: false,
    title: 'A stored secret could not be unsealed',
    remedy:
      'Start the hub with the key with which the secret was sealed (PATCHBAY_SECRET_KEY or the file `secret-key`), or enter the secret again.',
  },
  HUB_UNREACHABLE: {
    status: 503,
    retryable: true,
    title: 'The hub does not answer',
    remedy: 'Start it with `patchbay serve`, or set PATCHBAY_URL to its address.',
  },
  INTERNAL: {
    status: 500,
    retryable: false,
    title: 'Patchbay itself failed',
    remedy: 'Look for the request id in the log of the hub and report what you find.',
  },
} as const satisfies Record<string, ErrorDefinition>;

/** The code of an error: a key of the table. */
export type ErrorCode = keyof typeof errorCodes;

/** Whether a string is the code of an error. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code);
}
