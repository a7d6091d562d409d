import { type CheckRecord, listReplies } from '../session/check-record.ts';
import { wasHeard } from '../session/was-heard.ts';
import type { Judge } from './judge.ts';
import { untriedSince } from './reach.ts';
import { listRead } from './sightings.ts';
import { broken, kept, keptUnless } from './verdict.ts';

/** An answer that takes more than this part of the limit will be late on a bad day. */
const comfortableShare = 0.5;

/** In bytes of UTF-8. */
const largeAnswer = 2_000_000;

/** Time of the first call and the median of the ordinary ones after it, in milliseconds. */
export function measureLatency(record: CheckRecord): {
  readonly coldMs: number | null;
  readonly warmMs: number | null;
} {
  const replies = [listReplies(record)[0], ...record.asked.slice(0, 1)];
  const first = replies.flatMap((reply) => (reply?.exchange ? [reply.exchange.latencyMs] : []));
  const warm = record.asked
    .slice(1)
    .filter(({ purpose, outcome }) => outcome.ok && ['ordinary', 'again'].includes(purpose))
    .flatMap(({ exchange }) => (exchange ? [exchange.latencyMs] : []));
  return { coldMs: first.length === 0 ? null : Math.max(...first), warmMs: median(warm) };
}

export const judgeColdTime: Judge = (record) => {
  const [first] = record.asked;
  const { coldMs } = measureLatency(record);
  if (coldMs === null || !listReplies(record).some(wasHeard)) return untriedSince(record);
  const message = `The first call took ${describeShare(coldMs, record.limitMs)}`;
  if (coldMs <= record.limitMs * comfortableShare) return kept(message);
  const about = first?.input.title ?? 'the first call';
  return broken([{ about, exchange: first?.exchange ?? null, message }]);
};

export const judgeWarmTime: Judge = (record) => {
  const { warmMs } = measureLatency(record);
  if (warmMs === null) return untriedSince(record);
  const message = `Later calls took ${describeShare(warmMs, record.limitMs)}`;
  if (warmMs <= record.limitMs * comfortableShare) return kept(message);
  const slowest = record.asked
    .slice(1)
    .toSorted((one, other) => (other.exchange?.latencyMs ?? 0) - (one.exchange?.latencyMs ?? 0));
  const [worst] = slowest;
  const about = worst?.input.title ?? 'later calls';
  return broken([{ about, exchange: worst?.exchange ?? null, message }]);
};

export const judgeLargeAnswer: Judge = (record) => {
  const read = listRead(record);
  if (read.length === 0) return untriedSince(record);
  const sizes = read.map(({ exchange }) => Buffer.byteLength(exchange?.response?.body ?? ''));
  const large = read.flatMap(({ input, exchange }, index) => {
    const size = sizes[index] ?? 0;
    if (size <= largeAnswer) return [];
    const message = `The answer has ${describeSize(size)}.`;
    return [{ about: input.title, exchange, message }];
  });
  return keptUnless(large, `The largest has ${describeSize(Math.max(...sizes))}.`);
};

function describeShare(timeMs: number, limitMs: number): string {
  const facts = `${formatDuration(timeMs)}; the limit is ${formatDuration(limitMs)}`;
  if (timeMs > limitMs) return `${facts}, and that is more.`;
  return timeMs > limitMs * comfortableShare
    ? `${facts}, and that is more than half of it.`
    : `${facts}.`;
}

function formatDuration(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${Number((milliseconds / 1000).toFixed(1))} s`;
}

function describeSize(bytes: number): string {
  return bytes < 100_000 ? `${bytes} bytes` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
