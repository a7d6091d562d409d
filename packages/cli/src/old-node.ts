/** The oldest Node that the tests of this project have run on. */
const oldestMajor = 24;

/**
 * What somebody with a Node that is too old reads instead of an error out of the depths of a library;
 * null where it is new enough. This file is read by that old Node, so it is plain.
 */
export function explainOldNode(version: string, path: string): string | null {
  if (Number.parseInt(version, 10) >= oldestMajor) return null;
  return (
    `patchbay needs Node ${oldestMajor} or newer; this is Node ${version} (${path}).\n` +
    `  → Install Node ${oldestMajor} from https://nodejs.org. Or put it beside patchbay, for this folder alone: ` +
    `npm install node@${oldestMajor}, then start it with npx patchbay.`
  );
}
