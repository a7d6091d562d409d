import { showControls } from '@patchbay/core/text/show-controls.ts';
import { AnchorLink } from './links.tsx';

/** The ways back that stand above the titles of pages. */
export const toRuns = (
  <AnchorLink to="/runs" size="sm">
    Runs
  </AnchorLink>
);

export const toEvaluations = (
  <AnchorLink to="/evaluations" size="sm">
    Evaluations
  </AnchorLink>
);

/** Back to an evaluation. */
export function ToEvaluation({ id, name }: { id: string; name: string }) {
  return (
    <AnchorLink to="/evaluations/$evaluationId" params={{ evaluationId: id }} size="sm">
      {showControls(name)}
    </AnchorLink>
  );
}
