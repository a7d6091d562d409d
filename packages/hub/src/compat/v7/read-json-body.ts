import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Json } from '@patchbay/core/json.ts';
import { excerpt } from '@patchbay/protocols/json/excerpt.ts';
import { findJsonFault, type JsonFault } from '@patchbay/protocols/json/find-json-fault.ts';
import { readRequestJson } from '@patchbay/protocols/json/request-json.ts';

/**
 * Reads a body that a shell script put together from its variables. What is wrong with it is said with
 * line and field, never with the text around it, where a password may stand.
 * @throws PatchbayError INPUT_INVALID
 */
export function readJsonBody(text: string): Json {
  const read = readRequestJson(text);
  if (read.ok) return read.value;
  const fault = text.trim() === '' ? null : findJsonFault(text);
  if (!fault) throw new PatchbayError(read.problem);
  throw new PatchbayError({
    code: 'INPUT_INVALID',
    message: `The body is not JSON. ${explainClasses(text, fault) ?? describe(text, fault)}`,
  });
}

/**
 * V7's snippet pastes what `curl … /classes` printed behind `"classes":`, and that is nothing where
 * the model did not answer. Null where the fault lies elsewhere.
 */
function explainClasses(text: string, fault: JsonFault): string | null {
  const field = /"classes"\s*:\s*/.exec(text);
  if (!field || fault.index < field.index + field[0].length) return null;
  const pasted = text.slice(field.index + field[0].length).trimStart();
  const remedy =
    'Start the model server and see that the command prints a JSON list, such as [{"name": "car", "type": "bounding_box"}]; or leave "classes" out, and Patchbay asks the endpoint itself.';
  if (pasted === '' || /^[},]/.test(pasted)) {
    return `Nothing stands behind "classes": the command that should have printed the list (GET …/classes of the model) printed nothing, which is what curl -s does where no server answers. In V7's script the variable CLASSES is empty then. ${remedy}`;
  }
  if (pasted.startsWith('[') || pasted.startsWith('{')) return null;
  return `What stands behind "classes" is no list: \`${excerpt(pasted)}\`. This is what GET …/classes of the model printed in V7's script. ${remedy}`;
}

function describe(text: string, { index, reason }: JsonFault): string {
  const line = text.slice(0, index).split('\n').length;
  const [, field] = [...text.slice(0, index).matchAll(/"(\w+)"\s*:/g)].at(-1) ?? [];
  const place = field === undefined ? `line ${line}` : `line ${line}, in or behind "${field}"`;
  return `At ${place}: ${reason}. A quotation mark or backslash in a value is written \\" or \\\\; a shell variable that holds one breaks the JSON.`;
}
