import type { ErrorDefinition } from './error-definition.ts';

/** Errors of an endpoint: it cannot be reached, or its answer cannot be read. */
export const modelErrors = {
  MODEL_UNREACHABLE: {
    status: 502,
    retryable: true,
    pauses: 'endpoint',
    title: 'The connection to the model was refused or could not be made',
    remedy:
      'Start the model server, and check host, port and firewall. Then retry the failed items.',
  },
  MODEL_NAME_UNRESOLVED: {
    status: 502,
    retryable: true,
    pauses: 'endpoint',
    title: 'The host name of the model could not be resolved',
    remedy: 'Check the spelling of the host and the DNS of the machine on which the hub runs.',
  },
  MODEL_TLS_FAILED: {
    status: 502,
    retryable: false,
    pauses: 'endpoint',
    title: 'The certificate of the model was not accepted',
    remedy:
      'Give the server a certificate that is valid for its host name and not expired. Where it comes from an authority of your own, give its certificate with the credentials of the model, or start the hub with NODE_EXTRA_CA_CERTS=/path/to/authority.pem.',
  },
  MODEL_CONNECTION_LOST: {
    status: 502,
    retryable: true,
    pauses: 'endpoint',
    title: 'The model closed the connection before it had answered',
    remedy:
      'Look into the log of the model server: it usually crashed or was restarted. Then retry the failed items.',
  },
  MODEL_TIMEOUT: {
    status: 504,
    retryable: true,
    pauses: 'endpoint',
    title: 'The model did not answer in time',
    remedy: 'Make the model faster, lower the concurrency of the model, or raise its time limit.',
  },
  MODEL_UNAUTHORIZED: {
    status: 502,
    retryable: false,
    pauses: 'credentials',
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
    pauses: 'endpoint',
    title: 'The model is busy',
    remedy:
      'Lower the requests per second or the concurrency of the model, then retry the failed items.',
  },
  MODEL_SERVER_ERROR: {
    status: 502,
    retryable: true,
    pauses: 'endpoint',
    title: 'The model server failed',
    remedy: 'Look into the log of the model server, mend it and retry the failed items.',
  },
  MODEL_BROKEN_BY_ITEM: {
    status: 502,
    retryable: false,
    title: 'The model went down whenever it was sent this item',
    remedy:
      'Look into the log of the model server at the times of the attempts: this item crashes or blocks it. Leave the item out, or mend the model and retry it.',
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
  MODEL_RESPONSE_CONTENT_TYPE: {
    status: 502,
    retryable: false,
    title: 'The model answered with a content type that does not say JSON',
    remedy:
      'Answer with `Content-Type: application/json`, or let the answers of this model be read leniently.',
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
  MODEL_RESPONSE_SECRET: {
    status: 502,
    retryable: false,
    title: 'The answer of the model spells its own credentials',
    remedy:
      'Find out why the model says the secret that it is called with, and mend it. Whoever else reads its answers may have seen the secret: give the model a new one.',
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
} as const satisfies Record<string, ErrorDefinition>;
