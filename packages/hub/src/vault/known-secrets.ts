import { createRedactor, type Redact } from '@patchbay/connect/redact.ts';
import type { Credentials } from '@patchbay/core/model/credentials.ts';

/** So many credentials are remembered; of more, those that were not used for longest are forgotten. */
const mostRemembered = 2000;

/**
 * The secrets that this process has had in its hands. What it logs, and what it says of its own end, is searched for
 * them: an error may carry whatever the code that threw it was given.
 */
export function createKnownSecrets() {
  const redactors = new Map<string, Redact>();
  return {
    /** Remembers credentials that were entered or opened. */
    note(credentials: Credentials): void {
      const name = JSON.stringify(credentials);
      const redact = redactors.get(name) ?? createRedactor(credentials);
      redactors.delete(name);
      redactors.set(name, redact);
      const [oldest] = redactors.keys();
      if (redactors.size > mostRemembered && oldest !== undefined) redactors.delete(oldest);
    },

    /** A text without the secrets. */
    scrub(text: string): string {
      let rest = text;
      for (const redact of redactors.values()) if (redact.mayFindIn(rest)) rest = redact(rest);
      return rest;
    },
  };
}

/** Those of this process: one for all of it, since so is the log, and the end. */
export const knownSecrets = createKnownSecrets();

/** An error whose message and stack hold none of the secrets. */
export function withoutSecrets(error: Error): Error {
  const { scrub } = knownSecrets;
  error.message = scrub(error.message);
  if (error.stack !== undefined) error.stack = scrub(error.stack);
  if (error.cause instanceof Error) withoutSecrets(error.cause);
  return error;
}
