import { type Paper, printBlock, printLines, printText } from './paper.ts';

/** A red sticker with a glass. */
export const fragileSticker: Paper = {
  width: 90,
  height: 50,
  svg: [
    printBlock(0, 0, 90, 50, '#c8202c', 2),
    printBlock(3, 3, 84, 44, '#fdf8f4', 1),
    '<path d="M12 9h16q0 13 -6 16v10l5 3v2h-14v-2l5 -3v-10q-6 -3 -6 -16z" fill="#c8202c"/>',
    printText(36, 25, 'FRAGILE', { size: 11.5, bold: true, ink: '#c8202c' }),
    printText(36, 36, 'HANDLE WITH CARE', { size: 4.8, bold: true, ink: '#c8202c' }),
  ].join(''),
  codes: [],
};

/** Two arrows upwards, printed on cardboard. */
export const thisSideUp: Paper = {
  width: 46,
  height: 46,
  svg: [
    '<g fill="none" stroke="#3b2a1c" stroke-width="3" opacity=".8">',
    '<path d="M14 34V10M7 18l7 -9l7 9M32 34V10M25 18l7 -9l7 9M4 41h38"/></g>',
  ].join(''),
  codes: [],
};

/** A yellow note on which somebody wrote. */
export const stickyNote: Paper = {
  width: 76,
  height: 76,
  svg: [
    printBlock(0, 0, 76, 76, '#f6e27a'),
    printBlock(0, 0, 76, 12, '#efd75f'),
    printLines(9, 28, ['call Ines about', 'pallet 7,', 'returns before', 'Friday'], {
      size: 8,
      italic: true,
      font: 'serif',
      ink: '#28407c',
      leading: 12,
    }),
  ].join(''),
  codes: [],
};

/** A ballpoint pen. */
export const pen: Paper = {
  width: 142,
  height: 10,
  svg: [
    '<defs><linearGradient id="pen" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#5f7fb8"/>',
    '<stop offset=".35" stop-color="#2b4c8c"/><stop offset="1" stop-color="#14264d"/></linearGradient></defs>',
    '<path d="M0 5L10 2.4V7.6z" fill="#b9bcc0"/><path d="M0 5L3 4.3V5.7z" fill="#3a3a3a"/>',
    '<rect x="10" y="1.6" width="122" height="7" rx="1" fill="url(#pen)"/>',
    '<rect x="132" y="3" width="8" height="4" rx="1" fill="#b9bcc0"/>',
    '<rect x="92" y="0.6" width="42" height="2" rx="1" fill="#c9ccd0"/>',
  ].join(''),
  codes: [],
};

/** A strip of clear packing tape, with its sheen. */
export function packingTape(length: number): Paper {
  return {
    width: length,
    height: 50,
    svg: [
      '<defs><linearGradient id="tape" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#8a5a2a" stop-opacity=".34"/>',
      '<stop offset=".3" stop-color="#fff3dc" stop-opacity=".3"/><stop offset=".42" stop-color="#a5743a" stop-opacity=".3"/>',
      '<stop offset="1" stop-color="#7a4c20" stop-opacity=".36"/></linearGradient></defs>',
      printBlock(0, 0, length, 50, 'url(#tape)'),
      `<path d="M0 24.6H${length}" stroke="#5b3a1c" stroke-width=".9" opacity=".55"/>`,
    ].join(''),
    codes: [],
  };
}
