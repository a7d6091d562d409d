import type { DataRowType } from '@patchbay/core/data-row/data-row.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import { createTestImage } from './test-images.ts';
import type { TestInput } from './test-input.ts';
import { createTestText } from './test-texts.ts';

/** Inputs that a model may find hard, by the rule that looks at how it bears them. */
export type UnusualPurpose =
  | 'blank'
  | 'tiny'
  | 'huge'
  | 'unicode'
  | 'controls'
  | 'empty-text'
  | 'long-text';

/** Inputs that every model of this type should answer. The first is the one of a quick check. */
export async function createOrdinaryInputs(type: DataRowType): Promise<TestInput[]> {
  if (type === 'image' || type === 'video') {
    const names = ['house', 'house-double', 'village'] as const;
    return Promise.all(names.map((name) => createTestImage(name, type)));
  }
  return (['note', 'order'] as const).map((name) => createTestText(name, type));
}

export async function createUnusualInputs(
  type: DataRowType,
): Promise<{ purpose: UnusualPurpose; input: TestInput }[]> {
  if (type === 'image' || type === 'video') {
    const names = ['blank', 'tiny', 'huge'] as const;
    return Promise.all(
      names.map(async (name) => ({ purpose: name, input: await createTestImage(name, type) })),
    );
  }
  return [
    { purpose: 'unicode', input: createTestText('emoji', type) },
    { purpose: 'unicode', input: createTestText('scripts', type) },
    { purpose: 'controls', input: createTestText('controls', type) },
    { purpose: 'empty-text', input: createTestText('empty', type) },
    { purpose: 'long-text', input: createTestText('long', type) },
  ];
}

/** Of the types that a model takes the one to ask about: what its classes are drawn on or marked in. */
export function chooseDataRowType(types: readonly DataRowType[], { tools }: Ontology): DataRowType {
  const tool = tools.find(({ kind }) => kind !== 'relation');
  const drawnOn: readonly DataRowType[] =
    tool?.kind === 'entity' ? ['text', 'html', 'conversational'] : ['image', 'video'];
  const fitting = tool && types.find((type) => drawnOn.includes(type));
  return fitting ?? types[0] ?? 'image';
}
