import { describe, expect, it } from 'vitest';
import { decodableStates, itemMoves, itemStates, itemStatesBefore } from './item-state.ts';

describe('the states of an item', () => {
  it('let a pending item succeed, fail or be cancelled', () => {
    expect(itemMoves.pending).toEqual(['succeeded', 'failed', 'cancelled']);
  });

  it('let a failed item be tried again or ignored, and nothing else', () => {
    expect(itemMoves.failed).toEqual(['pending', 'ignored']);
  });

  it('let an ignored item be a failed one again, and never be called by that', () => {
    expect(itemMoves.ignored).toEqual(['failed']);
  });

  it('let what was answered be decoded again, and nothing that a person set aside', () => {
    expect(decodableStates).toEqual(['failed', 'succeeded']);
  });

  it.each(['succeeded', 'cancelled'] as const)('let nothing follow %s', (state) => {
    expect(itemMoves[state]).toEqual([]);
  });

  it('before a success are pending only, so that no late worker overwrites a result', () => {
    expect(itemStatesBefore('succeeded')).toEqual(['pending']);
  });

  it('before a failure are pending, and ignored where a person takes that back', () => {
    expect(itemStatesBefore('failed')).toEqual(['pending', 'ignored']);
  });

  it('before pending are failed only: what has succeeded is never called again', () => {
    expect(itemStatesBefore('pending')).toEqual(['failed']);
  });

  it.each(itemStates)('lead from %s to others only', (state) => {
    expect(itemMoves[state]).not.toContain(state);
  });
});
