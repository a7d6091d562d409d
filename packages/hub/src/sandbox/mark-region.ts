import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { type Box, isOutside } from '@patchbay/core/geometry/box.ts';
import { scaleBox } from '@patchbay/core/geometry/scale.ts';
import type { ModelInput } from '@patchbay/protocols/model-input.ts';
import { v7 as createId } from 'uuid';
import type { PreparedInput } from '../datasets/prepared-input.ts';

/** The input with a region, which is given in pixels of the whole image. */
export function markRegion(
  prepared: PreparedInput,
  region: Box | undefined,
): Outcome<PreparedInput> {
  const { image, fullSize, row } = prepared;
  if (!region) return succeed(prepared);
  if (!image || !fullSize || row.type !== 'image') {
    return fail({
      code: 'INPUT_DATA_ROW_UNSUPPORTED',
      message: `A region is a part of one image; what is asked about is of type ${row.type}. Leave the region out.`,
    });
  }
  if (isOutside(region, fullSize)) {
    return fail({
      code: 'INPUT_INVALID',
      message: `The region reaches beyond the image, which has ${fullSize.width} × ${fullSize.height} pixels as displayed.`,
      details: { path: '/region' },
    });
  }
  const factors = { x: image.width / fullSize.width, y: image.height / fullSize.height };
  const marked = { id: createId(), box: scaleBox(region, factors) };
  return succeed({
    ...prepared,
    input: (): ModelInput => {
      const input = prepared.input();
      return input.type === 'image' ? { ...input, region: marked } : input;
    },
  });
}
