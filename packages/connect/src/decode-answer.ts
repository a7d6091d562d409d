import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import type { HttpResponse } from '@patchbay/protocols/http-message.ts';

/**
 * Reads an answer with the decoder of a protocol, and adds what can be said of any answer: a content
 * type that does not say JSON is a warning where the body could be read all the same. Where it could
 * not, as with a login page, the decoder says so.
 */
export function decodeAnswer<Value>(
  response: HttpResponse,
  decode: (response: HttpResponse) => Outcome<Value>,
): Outcome<Value> {
  const decoded = decode(response);
  const contentType = response.headers['content-type'] ?? '';
  if (!decoded.ok || saysJson(contentType)) return decoded;
  const said = contentType ? `The content type is "${contentType}"` : 'There is no content type';
  const warning: Warning = {
    code: 'CONTENT_TYPE_UNEXPECTED',
    message: `${said}; the body was read as JSON.`,
    pointer: '',
  };
  return succeed(decoded.value, [...decoded.warnings, warning]);
}

function saysJson(contentType: string): boolean {
  return /^[\w.+-]+\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType);
}
