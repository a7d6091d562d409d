import { createHubClient, type HubClient } from './api/client.ts';
import { findHub } from './api/hub-address.ts';
import type { ExitStatus } from './exit-status.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What every command is given. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  /** The client of the hub that the environment or the data folder names. */
  connectToHub(): Promise<HubClient>;
  /** Ends the command with another status than 0, once it has returned. */
  exitWith(status: ExitStatus): void;
}

export function createCommandContext(
  terminal: Terminal,
  environment: NodeJS.ProcessEnv,
  exitWith: (status: ExitStatus) => void,
): CommandContext {
  return {
    terminal,
    environment,
    connectToHub: async () => createHubClient(await findHub(environment)),
    exitWith,
  };
}
