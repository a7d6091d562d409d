/** What was wrong with a request that could not even be parsed, and the status to say so with. */
export interface ClientErrorExplanation {
  readonly status:
    | '400 Bad Request'
    | '408 Request Timeout'
    | '431 Request Header Fields Too Large';
  readonly message: string;
}

/** Puts an error of Node's HTTP parser into words. */
export function explainClientError(error: Error & { code?: string }): ClientErrorExplanation {
  switch (error.code) {
    case 'HPE_CR_EXPECTED':
    case 'HPE_LF_EXPECTED':
      return {
        status: '400 Bad Request',
        message:
          'a header of the request is broken by a line break. Base64 is wrapped by default and breaks an Authorization header in this way: encode it with `base64 -w0`, or let the client build the header.',
      };
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: '431 Request Header Fields Too Large',
        message: 'the headers of the request are too large. Send data in its body.',
      };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: '408 Request Timeout',
        message: 'the request did not arrive whole in time.',
      };
    case 'HPE_INVALID_METHOD':
      return {
        status: '400 Bad Request',
        message:
          'the request does not begin with an HTTP method. Was https spoken to this http server?',
      };
    default:
      return {
        status: '400 Bad Request',
        message: `the request is not valid HTTP (${error.code ?? error.message}).`,
      };
  }
}
