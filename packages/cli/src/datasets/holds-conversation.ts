import { readFile } from 'node:fs/promises';
import { isConversation } from '@patchbay/core/formats/conversation.ts';
import { isJsonObject } from '@patchbay/core/json.ts';

/** Whether a JSON file is meant to be a conversation; what is wrong with one, the hub says. */
export async function holdsConversation(path: string): Promise<boolean> {
  try {
    const value = JSON.parse(await readFile(path, 'utf8'));
    return isJsonObject(value) && isConversation(value);
  } catch {
    return false;
  }
}
