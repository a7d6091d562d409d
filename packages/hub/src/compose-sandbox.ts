import type { AuditLog } from './access/audit.ts';
import type { Database } from './database/database.ts';
import type { OwnApi } from './http/own-api.ts';
import { createChatRoutes } from './sandbox/chat-routes.ts';
import { createChatService } from './sandbox/chat-service.ts';
import { createSavedPromptsRoutes } from './sandbox/saved-prompts-routes.ts';
import { createSavedPromptsService } from './sandbox/saved-prompts-service.ts';
import { createSavedPromptsStore } from './sandbox/saved-prompts-store.ts';

/** What the sandbox stands on. */
type SandboxGround = Parameters<typeof createChatService>[0] & {
  readonly database: Database;
  readonly audit: AuditLog;
};

/** The routes of the sandbox. */
export function composeSandboxRoutes(api: OwnApi, parts: SandboxGround) {
  const store = createSavedPromptsStore(parts.database, parts.audit);
  const prompts = createSavedPromptsService({ ...parts, store });
  return {
    chat: createChatRoutes(api, createChatService(parts)),
    savedPrompts: createSavedPromptsRoutes(api, prompts),
  };
}
