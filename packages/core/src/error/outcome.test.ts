import { describe, expect, it } from 'vitest';
import { andThen, combine, combineFields, fail, type Outcome, succeed } from './outcome.ts';
import type { Warning } from './warning.ts';

const warn = (pointer: string): Warning => ({ code: 'FIELD_IGNORED', message: 'Odd.', pointer });
const problem = { code: 'MODEL_RESPONSE_INVALID', message: 'No.' } as const;

describe('several outcomes', () => {
  it('combine to their values in order, with all warnings', () => {
    expect(combine([succeed(1, [warn('/0')]), succeed(2), succeed(3, [warn('/2')])])).toEqual(
      succeed([1, 2, 3], [warn('/0'), warn('/2')]),
    );
  });

  it('combine to the first problem, and nothing behind it is read', () => {
    function* outcomes(): Generator<Outcome<number>> {
      yield succeed(1);
      yield fail(problem);
      throw new Error('read on');
    }
    expect(combine(outcomes())).toEqual(fail(problem));
  });

  it('may be none', () => {
    expect(combine([])).toEqual(succeed([]));
  });

  it('under names combine with all warnings, however many there are', () => {
    const many = Array.from({ length: 200_000 }, (_, index) => warn(`/${index}`));
    const fields = combineFields({ one: succeed(1, many), two: succeed(2, [warn('/two')]) });
    expect(fields).toMatchObject({ ok: true, value: { one: 1, two: 2 } });
    expect(fields.ok && fields.warnings.length).toBe(200_001);
  });
});

describe('a second step', () => {
  const double = (value: number) => succeed(value * 2, [warn('/second')]);

  it('takes the value of the first, and the warnings of both are kept', () => {
    expect(andThen(succeed(4, [warn('/first')]), double)).toEqual(
      succeed(8, [warn('/first'), warn('/second')]),
    );
  });

  it('is not taken where the first failed', () => {
    expect(andThen(fail(problem), double)).toEqual(fail(problem));
  });

  it('may fail', () => {
    expect(andThen(succeed(4, [warn('/first')]), () => fail(problem))).toEqual(fail(problem));
  });
});
