import { IconPlus } from '@tabler/icons-react';
import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { ModelList } from '../../features/models/model-list.tsx';

/** `/models` */
export function ModelsRoute() {
  const register = (
    <ButtonLink to="/models/new" leftSection={<IconPlus size={16} aria-hidden />}>
      Register a model
    </ButtonLink>
  );
  return (
    <PageFrame title="Models" actions={register}>
      <ModelList action={register} />
    </PageFrame>
  );
}
