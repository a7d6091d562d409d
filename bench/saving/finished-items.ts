import type { FinishedItem } from '@patchbay/hub/runs/engine/finished-item.ts';
import { classNames, imageSize, writeAnswer } from '../endpoint/answer.ts';

const round = (value: number) => Math.round(value * 10) / 10;

/** What the engine hands to the saver after a call: eight boxes, and the exchange of about 800 bytes. */
export function finishItems(items: readonly { id: string; dataRowId: string }[]): FinishedItem[] {
  const answer = writeAnswer();
  const annotations = Array.from({ length: 8 }, (_, index) => ({
    kind: 'bounding_box' as const,
    class: classNames[index % classNames.length] ?? '',
    confidence: 0.5 + index / 20,
    box: {
      x: round((index * imageSize.width) / 9),
      y: round((index * imageSize.height) / 9),
      width: round(60.3 + index * 7),
      height: round(41.9 + index * 5),
    },
  }));
  return items.map((item, index) => ({
    item: { ...item, attempts: 0 },
    attempts: [
      {
        calls: [
          {
            exchange: {
              startedAt: new Date(1_790_000_000_000 + index),
              latencyMs: 50.25,
              request: {
                method: 'POST',
                url: 'http://127.0.0.1:9000/infer',
                headers: { 'content-type': 'application/json', authorization: 'Bearer ***' },
                body: { image: { url: `https://images.example.com/${index}.jpg` }, params: {} },
              },
              response: {
                status: 200,
                headers: { 'content-type': 'application/json' },
                body: answer,
              },
            },
            image: null,
            frame: null,
            problem: null,
            coordinates: {},
          },
        ],
      },
    ],
    result: {
      ok: true,
      annotations,
      warnings: [],
      reportedVersion: null,
      reading: null,
      usage: null,
    },
  }));
}
