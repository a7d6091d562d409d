import * as z from 'zod';

/**
 * The address of an endpoint as a user types it: http or https, no user name and password in it
 * (they belong into the credentials, where they are sealed).
 */
export const endpointUrlSchema = z
  .string()
  .trim()
  .max(2048)
  .superRefine((text, context) => {
    const problem = findUrlProblem(text);
    if (problem) context.addIssue({ code: 'custom', message: problem });
  });

function findUrlProblem(text: string): string | null {
  let url: URL;
  if (lacksScheme(text)) {
    return `"${text}" does not say how it is reached; write http://${text}, or https:// where the server has a certificate`;
  }
  try {
    url = new URL(text);
  } catch {
    return `"${text}" is not a URL; write it like https://models.example.com/infer`;
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `${url.protocol} cannot be called; use http: or https:`;
  }
  if (url.username || url.password) {
    return 'leave user name and password out of the URL; enter them as credentials';
  }
  return null;
}

/** `localhost:9001`, `10.0.0.7:8080/v1`, `models.example.com`: what people copy from a terminal. */
function lacksScheme(text: string): boolean {
  return /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)|^[\w-]+:\d+(\/|$)/.test(text);
}
