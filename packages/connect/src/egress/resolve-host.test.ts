import { describe, expect, test, vi } from 'vitest';
import { createSystemResolver, type HostAddress } from './resolve-host.ts';

const address: HostAddress = { address: '93.184.215.14', family: 4 };

describe('the resolver', () => {
  test('knows the names of the system', async () => {
    const found = await createSystemResolver()('localhost');
    expect(found.map((one) => one.address)).toContain('127.0.0.1');
  });

  test('asks once for a name that many calls wait for', async () => {
    const lookUp = vi.fn(async () => [address]);
    const resolve = createSystemResolver(lookUp);
    await Promise.all([resolve('a'), resolve('a'), resolve('a')]);
    expect(lookUp).toHaveBeenCalledTimes(1);
    await resolve('a');
    expect(lookUp).toHaveBeenCalledTimes(2);
  });

  test('leaves threads to others while lookups hang (fault N2)', async () => {
    const hanging: ((found: HostAddress[]) => void)[] = [];
    const lookUp = vi.fn(() => new Promise<HostAddress[]>((resolve) => hanging.push(resolve)));
    const resolve = createSystemResolver(lookUp);
    const third = [resolve('a'), resolve('b'), resolve('c')][2];
    expect(lookUp.mock.calls).toEqual([['a'], ['b']]);
    hanging[0]?.([address]);
    await vi.waitFor(() => expect(lookUp.mock.calls).toEqual([['a'], ['b'], ['c']]));
    hanging[2]?.([address]);
    expect(await third).toEqual([address]);
  });

  test('goes on after a lookup that fails', async () => {
    const lookUp = vi
      .fn()
      .mockRejectedValueOnce(new Error('SERVFAIL'))
      .mockResolvedValue([address]);
    const resolve = createSystemResolver(lookUp);
    await expect(resolve('a')).rejects.toThrow('SERVFAIL');
    expect(await resolve('a')).toEqual([address]);
  });
});
