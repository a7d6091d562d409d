import type { RuleDefinition } from './rule-definition.ts';

/** Do coordinates, places in texts and confidences mean what the contract says they mean? */
export const contentRules = {
  'geometry-inside': {
    severity: 'warning',
    depth: 'quick',
    title: 'Shapes lie inside the image',
    tried: 'Every shape against the size of the image that was sent.',
    remedy: 'Answer in absolute pixels of the image as it was sent, and cut shapes at its edge.',
  },
  'geometry-area': {
    severity: 'warning',
    depth: 'quick',
    title: 'Shapes have an area',
    tried: 'Boxes without width or height, outlines on one line, masks without pixels.',
    remedy: 'Leave empty shapes out.',
  },
  'geometry-possible': {
    severity: 'error',
    depth: 'quick',
    title: 'Shapes can exist',
    tried: 'Negative sizes, outlines of fewer than three points.',
    remedy: 'Send corner, width and height, and at least three different points of an outline.',
  },
  'geometry-normalised': {
    severity: 'error',
    depth: 'quick',
    title: 'Coordinates are pixels, not parts of 1',
    tried:
      'On images of at least 32 pixels a side: 95 of 100 shapes reach nowhere beyond 1.05. No object is one pixel large and in the corner.',
    remedy: 'Multiply x and width by the width of the image in pixels, y and height by its height.',
  },
  'geometry-percent': {
    severity: 'error',
    depth: 'full',
    title: 'Coordinates are pixels, not percent',
    tried:
      'On two or more images of at least 400 pixels a side: 95 of 100 shapes reach nowhere beyond 105, and the numbers do not grow with the image.',
    remedy:
      'Divide by 100 and multiply by the width or height of the image in pixels: the contract wants pixels.',
  },
  'geometry-scale': {
    severity: 'error',
    depth: 'full',
    title: 'Coordinates grow with the image',
    tried:
      'The same picture in its size and twice as large: broken where the numbers lie ten times nearer to what they were than to twice of it.',
    remedy:
      'Scale the shapes back by the factor by which the image was resized before the model saw it.',
  },
  'geometry-corners': {
    severity: 'error',
    depth: 'full',
    title: 'Boxes are a corner with width and height',
    tried:
      'A quarter of the boxes or more reach beyond the image by over 5 % of its side, while all of them fit when read as two corners.',
    remedy: 'Send width and height (x2 − x1, y2 − y1) in place of the second corner.',
  },
  'geometry-mask': {
    severity: 'error',
    depth: 'quick',
    title: 'Masks fill the image',
    tried: 'Size and counts of every mask against the image.',
    remedy:
      'Encode the mask column by column with size [height, width] of the image, as pycocotools does; the counts must fill the image exactly.',
  },
  'geometry-mask-size': {
    severity: 'error',
    depth: 'quick',
    title: 'Masks have the size [height, width]',
    tried: 'Masks whose size is that of the image, the other way round.',
    remedy: 'Send the height first. A mask as rows of NumPy has that shape already.',
  },
  'geometry-angle': {
    severity: 'warning',
    depth: 'quick',
    title: 'Angles are radians',
    tried: 'Angles of more than a full turn.',
    remedy: 'Multiply degrees by π / 180.',
  },
  'text-utf16': {
    severity: 'error',
    depth: 'full',
    title: 'Offsets count code points, not UTF-16 units',
    tried:
      'Spans in a text with emoji and combining marks: the quoted words, or the borders of words, fit only when UTF-16 units are counted.',
    remedy:
      'Count code points: in JavaScript [...text].length, in Java text.codePointCount; not text.length.',
  },
  'text-bytes': {
    severity: 'error',
    depth: 'full',
    title: 'Offsets count code points, not bytes',
    tried: 'As above: they fit only when the bytes of UTF-8 are counted.',
    remedy: 'Count code points: decode the text before offsets are taken.',
  },
  'text-inclusive': {
    severity: 'error',
    depth: 'quick',
    title: 'The end of a span is exclusive',
    tried: 'Spans that fit only when their end is the last character of them.',
    remedy: 'Add 1 to the end: it is the place behind the last character.',
  },
  'text-span': {
    severity: 'error',
    depth: 'quick',
    title: 'Spans are where their words stand',
    tried: 'The words that a span quotes against the text between its offsets.',
    remedy:
      'Count from 0 in Unicode code points of the text as it was sent: not normalised, trimmed or tokenised.',
  },
  'text-quote': {
    severity: 'warning',
    depth: 'quick',
    title: 'Quotations stand in the text',
    tried:
      'Where a model marks by quotation: each of them is one place of the text, word for word.',
    remedy:
      'Let the model copy words exactly as they stand in the text, each place once, with words before and after where they stand more than once.',
  },
  'confidence-range': {
    severity: 'error',
    depth: 'quick',
    title: 'Confidences are between 0 and 1',
    tried: 'Every confidence of every answer, and that each shape has its own.',
    remedy: 'Send one number between 0 and 1 for each annotation, or none at all.',
  },
  'confidence-percent': {
    severity: 'error',
    depth: 'quick',
    title: 'Confidences are parts of 1, not percent',
    tried: 'Confidences beyond 1, all of them up to 100 and most of them above 1.',
    remedy: 'Divide the confidence by 100.',
  },
  'confidence-given': {
    severity: 'info',
    depth: 'quick',
    title: 'Annotations have a confidence',
    tried: 'Whether drawn annotations come without one.',
    remedy:
      'Send a confidence: without it predictions cannot be sorted, filtered or measured well.',
  },
  'confidence-varied': {
    severity: 'warning',
    depth: 'full',
    title: 'Confidences say something',
    tried: 'Noted where five or more annotations of two or more answers all have exactly 1.',
    remedy: 'Send what the model computes, or no confidence where it computes none.',
  },
} as const satisfies Record<string, RuleDefinition>;
