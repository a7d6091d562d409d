import { describe, expect, it } from 'vitest';
import { hasEnded, runMoves, runStates, runStatesBefore } from './run-state.ts';

describe('the states of a run', () => {
  it('are all reached from preparing', () => {
    const reached = new Set(['preparing']);
    for (const state of reached) {
      for (const next of runMoves[state as keyof typeof runMoves]) reached.add(next);
    }
    expect([...reached].sort()).toEqual([...runStates].sort());
  });

  it.each(runStates)('lead from %s to others only', (state) => {
    expect(runMoves[state]).not.toContain(state);
  });

  it('let a paused run go on or be cancelled, and never end by itself', () => {
    expect(runMoves.paused).toEqual(['running', 'queued', 'cancelled']);
  });

  it('let a completed run go on where its failed items are retried', () => {
    expect(runMoves.completed).toEqual(['running']);
  });

  it('let nothing follow a cancelled or failed run', () => {
    expect([...runMoves.cancelled, ...runMoves.failed]).toEqual([]);
  });

  it('before a move are those whose row names it', () => {
    expect(runStatesBefore('cancelled')).toEqual(['preparing', 'queued', 'running', 'paused']);
    expect(runStatesBefore('preparing')).toEqual([]);
    for (const to of runStates) {
      for (const from of runStates) {
        expect(runStatesBefore(to).includes(from)).toBe(runMoves[from].includes(to));
      }
    }
  });

  it('have ended where nothing more happens by itself', () => {
    expect(runStates.filter(hasEnded)).toEqual(['completed', 'cancelled', 'failed']);
  });
});
