import type { ReactNode } from 'react';

/** Lines that keep their columns within a text; where they are longer than it is wide, they scroll. */
export function ScrollingPre({ children }: { children?: ReactNode }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
  return <pre tabIndex={0}>{children}</pre>;
}
