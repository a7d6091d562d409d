let library: Promise<typeof import('sharp').default> | null = null;

/**
 * The image library, loaded with the first image: 27 MB that a worker whose images need nothing done does without.
 * Of all that it can open it opens what data rows may be, whatever a file begins with: no drawings that load other
 * files (SVG), no documents. That is set once: between forbidding all and allowing some, an image that another
 * thread is about to open would be refused.
 */
export function loadSharp() {
  library ??= open();
  return library;
}

async function open() {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: openedFormats.map((name) => `VipsForeignLoad${name}`) });
  return sharp;
}

const openedFormats = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff'];
