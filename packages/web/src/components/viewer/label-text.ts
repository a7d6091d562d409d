import type { Annotation } from '@patchbay/core/annotation/annotation.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import { formatConfidence } from './format-confidence.ts';

/** Longer names are cut on the picture; they stand whole in the list. */
const mostCharacters = 48;

/** What stands on the label of an annotation: its class, and how sure the model is. */
export function labelText({ class: name, confidence }: Annotation): string {
  const shown = name.length > mostCharacters ? `${name.slice(0, mostCharacters - 1)}…` : name;
  return confidence === null
    ? showControls(shown)
    : `${showControls(shown)} ${formatConfidence(confidence)}`;
}

/** As `image-viewer.module.css` says of a label. */
const font = '600 11px Inter, system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';
const padding = 12;
const widest = 260;

const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null = null;

/** How wide a label with these words is, in CSS pixels. */
export function measureLabel(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (context) context.font = font;
  const words = context?.measureText(text).width ?? text.length * 7;
  const width = Math.min(widest, Math.ceil(words) + padding);
  // Confidences are many: what was measured long ago is measured again.
  if (widths.size > 1_000) widths.clear();
  widths.set(text, width);
  return width;
}
