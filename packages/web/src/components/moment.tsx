import { Text } from '@mantine/core';
import { formatDuration } from './format-duration.ts';

/** A moment as a person says it (`5 min ago`, `in 12 s`); its exact time on hover. */
export function Moment({ at }: { at: string }) {
  const date = new Date(at);
  const seconds = (Date.now() - date.getTime()) / 1000;
  return (
    <Text component="time" inherit span dateTime={at} title={date.toLocaleString()}>
      {describeAge(seconds, date)}
    </Text>
  );
}

function describeAge(seconds: number, date: Date): string {
  if (seconds < -1) return `in ${formatDuration(-seconds)}`;
  if (seconds < 10) return 'just now';
  if (seconds < 3600) return `${formatDuration(seconds).split(' ').slice(0, 2).join(' ')} ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return date.toLocaleDateString(undefined, { dateStyle: 'medium' });
}
