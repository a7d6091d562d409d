import { IconPlus } from '@tabler/icons-react';
import { ButtonLink } from '../../components/links.tsx';
import { PageFrame } from '../../components/page-frame.tsx';
import { Permitted } from '../../components/permitted.tsx';
import { ReadOnlyNote } from '../../components/read-only-note.tsx';
import { ModelList } from '../../features/models/model-list.tsx';

/** `/models` */
export function ModelsRoute() {
  const register = (
    <Permitted to="models:write">
      <ButtonLink to="/models/new" leftSection={<IconPlus size={16} aria-hidden />}>
        Register a model
      </ButtonLink>
    </Permitted>
  );
  return (
    <PageFrame
      title="Models"
      actions={register}
      subtitle={<ReadOnlyNote needs="models:write" what="register or change a model" />}
    >
      <ModelList action={register} />
    </PageFrame>
  );
}
