/** What takes keys for itself. */
const takesKeys =
  'input, textarea, select, [contenteditable=true], [role=slider], [role=menu], [role=combobox], [role=dialog]';

/** Whether a key goes to a field, a slider, a menu or a dialog, and is no command of the page. */
function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(takesKeys) !== null;
}

/** What of a key says whether it is one of the browser's own: Ctrl, Alt or Meta with it. */
export type KeyWithModifiers = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Whether a key with others is a shortcut of the browser, which no page takes from it. */
export function isShortcut({ ctrlKey, metaKey, altKey }: KeyWithModifiers): boolean {
  return ctrlKey || metaKey || altKey;
}

/** Whether a key is a command of the page: nobody types, nobody has used it yet, and it is no shortcut of the browser. */
export function isCommandKey(event: KeyboardEvent): boolean {
  return !event.defaultPrevented && !isShortcut(event) && !isTyping(event);
}
