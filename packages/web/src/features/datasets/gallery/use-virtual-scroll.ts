import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { createScrollMap } from './scroll-map.ts';

/** Where the content stands: `shift` is what its own places differ from those of the scroller. */
interface Place {
  readonly first: number;
  readonly last: number;
  readonly shift: number;
}

interface VirtualScrollOptions {
  scroller: RefObject<HTMLElement | null>;
  rowCount: number;
  rowHeight: number;
  viewHeight: number;
}

/** Rows that are drawn above and below those in view. */
const overscan = 2;

/** After this time without scrolling the scrollbar is put where the content is. */
const settleMs = 150;

/**
 * Which rows of a long list are in view, however long it is. While somebody scrolls, the content moves by as
 * many pixels as they do; where they drag the bar, it goes where the bar stands.
 */
export function useVirtualScroll(options: VirtualScrollOptions) {
  const { scroller, rowCount, rowHeight, viewHeight } = options;
  const map = useMemo(
    () => createScrollMap(Math.max(0, rowCount * rowHeight - viewHeight)),
    [rowCount, rowHeight, viewHeight],
  );
  const at = useRef({ track: 0, content: 0 });
  const [place, setPlace] = useState<Place>({ first: 0, last: 0, shift: 0 });

  function show(): void {
    const { track, content } = at.current;
    const first = Math.max(0, Math.floor(content / rowHeight) - overscan);
    const last = Math.min(rowCount, Math.ceil((content + viewHeight) / rowHeight) + overscan);
    const shift = track - content;
    setPlace((old) =>
      old.first === first && old.last === last && old.shift === shift
        ? old
        : { first, last, shift },
    );
  }

  /** Moves the content to a place of its own, and the bar with it. */
  function moveTo(content: number): void {
    const bounded = Math.min(Math.max(content, 0), map.range);
    at.current = { track: map.toTrack(bounded), content: bounded };
    flushSync(show);
    if (scroller.current) scroller.current.scrollTop = at.current.track;
    // Browsers keep whole pixels, or fractions of their own.
    at.current.track = scroller.current?.scrollTop ?? at.current.track;
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: listens anew where the list or its window changes
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let settling: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      const track = map.toTrack(at.current.content);
      if (Math.abs(track - at.current.track) > 1) moveTo(at.current.content);
    };
    const follow = () => {
      const track = element.scrollTop;
      const step = track - at.current.track;
      if (step === 0) return;
      const isDragged = map.track === map.range || Math.abs(step) > 2 * viewHeight;
      const isAtEnd = track <= 0 || track >= map.track - 1;
      const moved = Math.min(Math.max(at.current.content + step, 0), map.range);
      at.current = { track, content: isDragged || isAtEnd ? map.toContent(track) : moved };
      show();
      clearTimeout(settling);
      settling = setTimeout(settle, settleMs);
    };
    at.current = { track: element.scrollTop, content: map.toContent(element.scrollTop) };
    show();
    element.addEventListener('scroll', follow, { passive: true });
    return () => {
      clearTimeout(settling);
      element.removeEventListener('scroll', follow);
    };
  }, [map, viewHeight, rowHeight, rowCount]);

  /** Moves as little as is needed for a row to be in view. */
  function reveal(row: number): void {
    const top = row * rowHeight;
    const { content } = at.current;
    if (top < content) moveTo(top);
    else if (top + rowHeight > content + viewHeight) moveTo(top + rowHeight - viewHeight);
  }

  return { ...place, height: map.track + viewHeight, reveal };
}
