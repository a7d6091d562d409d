import type { ErrorDefinition } from './error-definition.ts';

/** Errors of who asks: a value, a manifest, a right, or an address that may not be called. */
export const callerErrors = {
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
  INPUT_SEARCH_TOO_SLOW: {
    status: 422,
    retryable: false,
    title: 'The search takes too long',
    remedy: 'Search among fewer items: of a state, a code, a class or a confidence.',
  },
  INPUT_TOO_OFTEN: {
    status: 429,
    retryable: true,
    title: 'This was asked for too often in a short time',
    remedy: 'Wait for the seconds that the message and the header Retry-After name, then go on.',
  },
  INPUT_NAME_TAKEN: {
    status: 409,
    retryable: false,
    title: 'The name is taken',
    remedy: 'Choose another name, or remove the one that has it.',
  },
  INPUT_PERSON_KNOWN: {
    status: 409,
    retryable: false,
    title: 'They are here already',
    remedy: 'Use another e-mail address, or change the role of the person in the list of members.',
  },
  INPUT_LAST_OWNER: {
    status: 409,
    retryable: false,
    title: 'They are the last owner',
    remedy:
      'Make somebody else an owner first; an organisation without one could not be changed by anybody.',
  },
  INPUT_CHANGED_MEANWHILE: {
    status: 409,
    retryable: false,
    title: 'Somebody else changed it meanwhile',
    remedy:
      'Keep yours by saving it under another name, or open what is saved now and make your changes there.',
  },
  INPUT_IN_USE: {
    status: 409,
    retryable: false,
    title: 'It is still in use',
    remedy:
      'Wait for the runs that the message names, or cancel them first; where it names something else, do what it says.',
  },
  INPUT_ANSWER_REPLACED: {
    status: 409,
    retryable: false,
    title: 'The answer was replaced meanwhile',
    remedy: 'Read the prompt again, and judge what stands there now.',
  },
  INPUT_DATASET_HAS_RUNS: {
    status: 409,
    retryable: false,
    title: 'Runs were made over the dataset',
    remedy:
      'Keep the dataset: what models said is read together with its data rows. Give it another name or description to set it aside.',
  },
  INPUT_TOO_LARGE: {
    status: 413,
    retryable: false,
    title: 'What was sent is too large',
    remedy: 'Send less at once: split the file, or shrink the image or the video.',
  },
  INPUT_HEADERS_TOO_LARGE: {
    status: 431,
    retryable: false,
    title: 'The address or the headers of the request are too large',
    remedy: 'Send fewer and shorter headers and cookies, and long values in the body.',
  },
  INPUT_BODY_UNSUPPORTED: {
    status: 415,
    retryable: false,
    title: 'The body is of a type or an encoding that is not read here',
    remedy:
      'Send JSON with `Content-Type: application/json`, and files as `multipart/form-data`; neither of them compressed.',
  },
  INPUT_TOO_SLOW: {
    status: 408,
    retryable: true,
    title: 'The request came too slowly',
    remedy:
      'Send it again. A large upload may take as long as it needs, as long as bytes keep coming.',
  },
  INPUT_FILE_UNREADABLE: {
    status: 422,
    retryable: false,
    title: 'A file could not be read as what it claims to be',
    remedy:
      'Open the file in another program. If it is damaged there too, replace or remove it; otherwise convert it to a type that is imported, such as PNG, JPEG, WebP, MP4 or UTF-8 text.',
  },
  INPUT_FILE_TYPE_REFUSED: {
    status: 415,
    retryable: false,
    title: 'Files of this type are not imported',
    remedy:
      'Save it as a type that is imported: a drawing (SVG) or a HEIC photograph as PNG or JPEG, the pages of a document as images or as text. Archives are unpacked where they are ZIP and come by themselves; in place of a link, send the file that it leads to.',
  },
  INPUT_ARCHIVE_REFUSED: {
    status: 422,
    retryable: false,
    title: 'An archive is not unpacked',
    remedy:
      'The message says why. Make the archive anew out of the files themselves; divide one that is too large, or unpack it and import the folder with `patchbay dataset import`.',
  },
  INPUT_BACKUP_UNREADABLE: {
    status: 422,
    retryable: false,
    title: 'A backup could not be restored',
    remedy:
      'The message says what is wrong with it: it may be cut off, changed, or no backup of Patchbay. Take another one, and write it again from the hub where that still runs.',
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
    remedy: 'Import something into it first: images, texts, pages, conversations or videos.',
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
  INPUT_CREDENTIALS_NEEDED: {
    status: 409,
    retryable: false,
    title: 'Stored credentials do not go to another address by themselves',
    remedy:
      'Enter the credentials for the new address together with it: the same again, others, or none. That way nobody who cannot read them can send them elsewhere.',
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
    title: 'The call carries neither a valid key nor a session',
    remedy:
      'Sign in, or send an API key as `Authorization: Bearer …`. On the machine of the hub, the file `api-key` in its data folder has one.',
  },
  AUTH_FAILED: {
    status: 401,
    retryable: false,
    title: 'E-mail address and password do not fit together',
    remedy:
      'Check both. Whoever forgot their password asks an owner or a manager for a link that sets a new one; an owner makes one on the machine of the hub with `patchbay sign-in-link`.',
  },
  AUTH_TOO_MANY_ATTEMPTS: {
    status: 429,
    retryable: true,
    title: 'There were too many failed attempts',
    remedy: 'Wait for as long as the message says, then try again.',
  },
  AUTH_LINK_INVALID: {
    status: 410,
    retryable: false,
    title: 'The link is worth nothing any more',
    remedy:
      'A link works once, and for a while. Ask whoever gave it to you for a new one; on the machine of the hub, `patchbay sign-in-link` prints one, also for the first owner.',
  },
  AUTH_OIDC_DENIED: {
    status: 403,
    retryable: false,
    title: 'The sign-in service did not let you in',
    remedy:
      'Try again, and agree there to what it asks. Where it refuses again, ask whoever looks after it whether you may use this hub.',
  },
  AUTH_OIDC_STALE: {
    status: 400,
    retryable: false,
    title: 'This sign-in was not begun in this browser, was used already, or took too long',
    remedy:
      'Begin again here, at the address under which people know this hub, and come back within ten minutes. The browser must accept cookies.',
  },
  AUTH_OIDC_UNREACHABLE: {
    status: 502,
    retryable: true,
    title: 'The sign-in service does not answer',
    remedy:
      'Try again in a while. Whoever runs the hub finds in its log what came in place of an answer, and checks PATCHBAY_OIDC_ISSUER.',
  },
  AUTH_OIDC_INVALID: {
    status: 502,
    retryable: false,
    title: 'The hub and the sign-in service do not agree',
    remedy:
      'Whoever runs the hub finds the reason in its log: most often the client id, the client secret, the redirect address that is registered, or a clock.',
  },
  AUTH_OIDC_EMAIL_UNVERIFIED: {
    status: 403,
    retryable: false,
    title: 'The sign-in service does not vouch for your e-mail address',
    remedy:
      'Verify your e-mail address there, then sign in again. Where that is done, whoever runs the hub lets the service send the claims `email` and `email_verified`.',
  },
  AUTH_OIDC_EMAIL_TAKEN: {
    status: 403,
    retryable: false,
    title: 'Your e-mail address belongs to somebody else here',
    remedy:
      'Another account of the sign-in service came in with this address before. Sign in with that account, or ask an owner to invite you with another address.',
  },
  AUTH_OIDC_NOT_INVITED: {
    status: 403,
    retryable: false,
    title: 'Nobody has invited you yet',
    remedy:
      'The sign-in service knows you, this hub does not. Ask an owner or a manager for an invitation to the e-mail address that you have there, then sign in again.',
  },
  AUTH_FORBIDDEN: {
    status: 403,
    retryable: false,
    title: 'Whoever asks may not do this',
    remedy:
      'Use a key with the scope that the message names (`patchbay key create --scope …` makes one), or ask somebody whose role has it.',
  },
  URL_INVALID: {
    status: 422,
    retryable: false,
    title: 'The address cannot be called',
    remedy: 'Give an http or https address without a user name and password in it.',
  },
  URL_SIGNATURE_INVALID: {
    status: 403,
    retryable: false,
    title: 'The address was not given out by this hub',
    remedy:
      'Use the address exactly as the hub sent it, with all of its query. Addresses that were signed before the secret key of the hub was changed are worth nothing.',
  },
  URL_EXPIRED: {
    status: 410,
    retryable: false,
    title: 'The address was good for a while, and that is over',
    remedy: 'Fetch an image while its request is under way; each request brings a new address.',
  },
  URL_BLOCKED: {
    status: 422,
    retryable: false,
    pauses: 'endpoint',
    title: 'The address is not allowed for outgoing calls',
    remedy:
      'Give an address that may be called, or have the entry allowed that the message names: by an owner in the app under Settings → Egress, or by PATCHBAY_EGRESS_ALLOW where the hub is started.',
  },
} as const satisfies Record<string, ErrorDefinition>;
