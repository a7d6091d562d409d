import type { KnownCode } from '../ground-truth.ts';
import type { Barcode } from '../render/barcode.ts';

/** A printed sheet in millimetres: what is on it, and where its codes are. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  /** Elements of an SVG whose unit is the millimetre. */
  readonly svg: string;
  readonly codes: readonly KnownCode[];
}

/** Where a code is printed; sizes in millimetres. */
export interface Placement {
  readonly x: number;
  readonly y: number;
  /** Width of one module. */
  readonly module: number;
  /** Height of the bars of a linear code. */
  readonly height?: number;
  readonly ink?: string;
}

/** A code on a paper: its drawing and its corners. */
export function printBarcode(barcode: Barcode, placement: Placement): Paper {
  const { x, y, module, ink = '#101012' } = placement;
  const width = barcode.columns * module;
  const height = placement.height ?? barcode.rows * module;
  const scale = `${module} ${height / barcode.rows}`;
  return {
    width,
    height,
    svg: `<path fill="${ink}" transform="translate(${x} ${y}) scale(${scale})" d="${barcode.path}"/>`,
    codes: [
      {
        class: barcode.class,
        text: barcode.text,
        polygon: [
          { x, y },
          { x: x + width, y },
          { x: x + width, y: y + height },
          { x, y: y + height },
        ],
      },
    ],
  };
}

/** How a line of text is set. */
export interface TextStyle {
  readonly size: number;
  readonly font?: 'sans' | 'narrow' | 'mono' | 'serif';
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly ink?: string;
  /** Squeezes or stretches the line to this width. */
  readonly width?: number | undefined;
}

const fonts = {
  sans: 'Liberation Sans, Arial, sans-serif',
  narrow: 'Liberation Sans Narrow, Arial Narrow, sans-serif',
  mono: 'DejaVu Sans Mono, monospace',
  serif: 'Liberation Serif, Times New Roman, serif',
};

/** A line of text whose baseline is at y. */
export function printText(x: number, y: number, text: string, style: TextStyle): string {
  const { size, font = 'sans', bold, italic, anchor = 'start', ink = '#141416' } = style;
  const attributes = [
    `x="${x}" y="${y}" font-size="${size}" fill="${ink}" text-anchor="${anchor}"`,
    `font-family="${fonts[font]}"`,
    bold ? 'font-weight="bold"' : '',
    italic ? 'font-style="italic"' : '',
    style.width ? `textLength="${style.width}" lengthAdjust="spacingAndGlyphs"` : '',
  ];
  return `<text xml:space="preserve" ${attributes.join(' ')}>${escapeText(text)}</text>`;
}

/** Lines of text below each other. */
export function printLines(
  x: number,
  y: number,
  lines: readonly string[],
  style: TextStyle & { readonly leading?: number },
): string {
  const leading = style.leading ?? style.size * 1.3;
  return lines.map((line, index) => printText(x, y + index * leading, line, style)).join('');
}

/** A filled rectangle. */
export function printBlock(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: string,
  radius = 0,
): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`;
}

/** A straight line from one place to another. */
export function printRule(
  from: readonly [number, number],
  to: readonly [number, number],
  width = 0.4,
  ink = '#141416',
): string {
  return `<path d="M${from.join(' ')}L${to.join(' ')}" stroke="${ink}" stroke-width="${width}"/>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
