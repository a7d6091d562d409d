import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { RunList } from '../../features/runs/run-list.tsx';

/** `/runs` */
export function RunsRoute() {
  return (
    <PageFrame title="Runs">
      <RunList action={<ButtonLink to="/models">Go to the models</ButtonLink>} />
    </PageFrame>
  );
}
