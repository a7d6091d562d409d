import * as z from 'zod';

/**
 * The hub's content-security policy forbids `eval`; zod must not compile its parsers with it.
 * Imported before anything that builds a schema.
 */
z.config({ jitless: true });
