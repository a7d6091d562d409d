import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { expect, test } from 'vitest';
import { judgeCodes } from './judge-codes.ts';

const code = { class: 'QR Code', text: 'A1' } as const;
test('a code is right where class and text are', () => {
  expect(judge([reading('QR Code', 'A1')])).toEqual({ known: 1, right: 1 });
});

test('a wrong class, a wrong text and no text are not right', () => {
  const wrong = [reading('Code 39', 'A1'), reading('QR Code', 'A'), reading('QR Code')];
  expect(judge(wrong)).toEqual({ known: 1, right: 0 });
});

test('the same code twice in a picture needs two readings', () => {
  const twice = [code, code];
  expect(judgeCodes([{ codes: twice, annotations: [reading('QR Code', 'A1')] }])).toEqual({
    known: 2,
    right: 1,
  });
});

test('a picture without codes has nothing to be read', () => {
  expect(judgeCodes([{ codes: [], annotations: [reading('QR Code', 'A1')] }])).toEqual({
    known: 0,
    right: 0,
  });
});

function judge(annotations: Annotation[]) {
  return judgeCodes([{ codes: [code], annotations }]);
}

function reading(name: string, text?: string): Annotation {
  const box = { x: 0, y: 0, width: 9, height: 9 };
  return { kind: 'bounding_box', class: name, confidence: null, box, ...(text && { text }) };
}
