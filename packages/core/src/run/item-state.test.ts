import { describe, expect, it } from 'vitest';
import { itemMoves, itemStates, itemStatesBefore } from './item-state.ts';

describe('the states of an item', () => {
  it('let a pending item succeed, fail or be cancelled', () => {
    expect(itemMoves.pending).toEqual(['succeeded', 'failed', 'cancelled']);
  });

  it('let a failed item be tried again or ignored, and nothing else', () => {
    expect(itemMoves.failed).toEqual(['pending', 'ignored']);
  });

  it.each(['succeeded', 'cancelled', 'ignored'] as const)('let nothing follow %s', (state) => {
    expect(itemMoves[state]).toEqual([]);
  });

  it('before a result are pending only, so that no late worker overwrites one', () => {
    expect(itemStatesBefore('succeeded')).toEqual(['pending']);
    expect(itemStatesBefore('failed')).toEqual(['pending']);
  });

  it('before pending are failed only: what has succeeded is never called again', () => {
    expect(itemStatesBefore('pending')).toEqual(['failed']);
  });

  it.each(itemStates)('lead from %s to others only', (state) => {
    expect(itemMoves[state]).not.toContain(state);
  });
});
