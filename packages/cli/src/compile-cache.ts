import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Keeps compiled code for the next start, which then needs about 20 MB less. In the caches of the
 * user: what lies in the folder for temporary files could be another's. Where nothing can be written there,
 * nothing is kept; NODE_DISABLE_COMPILE_CACHE=1 does without.
 */
export function cacheCompiledCode({ XDG_CACHE_HOME }: NodeJS.ProcessEnv): void {
  enableCompileCache(join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'patchbay', 'compiled'));
}
