import { type AuditEntryView, nameOfSubject } from '@patchbay/core/api/audit-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { AnchorLink } from '../../../components/links.tsx';

/** The thing to which something was done, by its name; with the way to its page where it has one. */
export function Subject({ entry }: { entry: AuditEntryView }) {
  const { action, subjectId: id } = entry;
  const said = nameOfSubject(entry);
  const name = said === null ? null : showControls(said);
  const [area = '', deed] = action.split(':');
  if (id === null || deed === 'removed') return <b>{name}</b>;
  const look = { size: 'sm', fw: 600 } as const;
  switch (area) {
    case 'model':
      return (
        <AnchorLink to="/models/$modelId" params={{ modelId: id }} {...look}>
          {name ?? 'the model'}
        </AnchorLink>
      );
    case 'dataset':
      return (
        <AnchorLink to="/datasets/$datasetId" params={{ datasetId: id }} {...look}>
          {name ?? 'the dataset'}
        </AnchorLink>
      );
    case 'run':
      return (
        <AnchorLink to="/runs/$runId" params={{ runId: id }} {...look}>
          {name ?? 'the run'}
        </AnchorLink>
      );
    case 'evaluation':
      return (
        <AnchorLink to="/evaluations/$evaluationId" params={{ evaluationId: id }} {...look}>
          {name ?? 'the evaluation'}
        </AnchorLink>
      );
    default:
      return <b>{name}</b>;
  }
}
