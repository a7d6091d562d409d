import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { Warning } from '@patchbay/core/error/warning.ts';
import { excerpt } from '../json/excerpt.ts';
import type { ModelAnswer } from '../prediction-protocol.ts';
import { forEachText } from './annotation-texts.ts';
import { maximumAnnotations } from './limit-count.ts';

/** Longer words than these are no label. In UTF-16 code units. */
export const maximumTextLength = 65_536;

/** All texts of an answer together: many spans of one long text would multiply it. */
const maximumTotalLength = 64 * maximumTextLength;

/** Ends the reading of an answer: its size is limited, never cut, and equal warnings are said once. */
export function completeAnswer(
  annotations: Outcome<readonly Annotation[]>,
  reportedVersion?: string,
): Outcome<ModelAnswer> {
  if (!annotations.ok) return annotations;
  if (annotations.value.length > maximumAnnotations) {
    const message = `The answer has ${annotations.value.length} annotations; ${maximumAnnotations} are the most for one data row.`;
    return fail({ code: 'MODEL_RESPONSE_TOO_LARGE', message });
  }
  const tooLong = findTooLong(annotations.value);
  if (tooLong !== null) return fail({ code: 'MODEL_RESPONSE_TOO_LARGE', message: tooLong });
  return succeed(
    {
      annotations: annotations.value,
      ...(reportedVersion !== undefined && { reportedVersion: excerpt(reportedVersion) }),
    },
    mergeWarnings(annotations.warnings),
  );
}

/** Which words are too long to be kept and shown; null where none are. */
function findTooLong(annotations: readonly Annotation[]): string | null {
  let total = 0;
  let longest = 0;
  const measure = (text: string) => {
    total += text.length;
    longest = Math.max(longest, text.length);
  };
  for (const annotation of annotations) {
    forEachText(annotation, measure);
    if (longest > maximumTextLength) {
      return `The text of an annotation of the class "${excerpt(annotation.class)}" is longer than ${maximumTextLength} characters.`;
    }
  }
  return total > maximumTotalLength
    ? `The texts of all annotations have ${total} characters; ${maximumTotalLength} are the most.`
    : null;
}

/** Says what is the same in several places once: at the first of them, with their number. */
function mergeWarnings(warnings: readonly Warning[]): readonly Warning[] {
  if (warnings.length === 0) return warnings;
  const groups = Map.groupBy(warnings, (warning) => `${warning.code} ${warning.message}`);
  const merged = [...groups.values()].flatMap((group) => {
    const [first] = group;
    const count = group.reduce((sum, warning) => sum + (warning.count ?? 1), 0);
    if (!first || count === 1) return group;
    return [{ ...first, message: `${first.message} (In ${count} places.)`, count }];
  });
  return [...Map.groupBy(merged, ({ code }) => code).values()].flatMap(shorten);
}

/** Nobody reads more warnings of one code than this; how many more there were is said. */
const maximumPerCode = 100;

function shorten(warnings: readonly Warning[]): readonly Warning[] {
  const next = warnings[maximumPerCode];
  if (!next) return warnings;
  const count = warnings.length - maximumPerCode;
  const message = `${count} more like this; the first of them is here.`;
  return [...warnings.slice(0, maximumPerCode), { ...next, message }];
}
