import type { RunSummary } from '@patchbay/core/api/run-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import type { Output } from './terminal.ts';
import { countOf, formatCount } from './wording.ts';

const shownClasses = 20;

/** Prints a line for each class that a run found: as what, and how often. */
export function printClassLines(out: Output, classes: RunSummary['classes']): void {
  const byName = [...Map.groupBy(classes, (found) => showControls(found.class))];
  const shown = byName.slice(0, shownClasses);
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  for (const [name, found] of shown) {
    const counts = found.map(
      ({ count, kind, unknownClass }) =>
        `${formatCount(count)} × ${kind.replaceAll('_', ' ')}${unknownClass ? ', not in the ontology' : ''}`,
    );
    out.line(`  ${name.padEnd(width)}  ${out.paint('dim', counts.join(' · '))}`);
  }
  const hidden = byName.length - shown.length;
  if (hidden > 0)
    out.line(`  and ${countOf(hidden, 'class', 'classes')} more; --json lists them all`);
}
