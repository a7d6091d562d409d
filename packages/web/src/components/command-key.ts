/** What takes keys for itself. */
const takesKeys =
  'input, textarea, select, [contenteditable=true], [role=slider], [role=menu], [role=combobox], [role=dialog]';

/** Whether a key goes to a field, a slider, a menu or a dialog, and is no command of the page. */
function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest(takesKeys) !== null;
}

/** Whether a key is a command of the page: nobody types, nobody has used it yet, and it is no shortcut of the browser. */
export function isCommandKey(event: KeyboardEvent): boolean {
  const isShortcut = event.ctrlKey || event.metaKey || event.altKey;
  return !event.defaultPrevented && !isShortcut && !isTyping(event);
}
