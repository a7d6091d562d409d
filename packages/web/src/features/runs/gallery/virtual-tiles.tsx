import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { moveByKey } from '../../../components/move-by-key.ts';
import { useIsPainted } from '../../../components/use-is-painted.ts';
import classes from './virtual-tiles.module.css';

/** Height of a row of tiles, in pixels: what the scrollbar is drawn from before a row is seen. */
const rowHeight = 200;
const gap = 12;
const narrowestTile = 172;

interface VirtualTilesProps<Item> {
  label: string;
  items: readonly Item[];
  children: (item: Item) => ReactNode;
}

/**
 * Tiles in rows, of which only those near the window are in the page, however many there are. The arrow
 * keys go from the link of one tile to that of another.
 */
export function VirtualTiles<Item extends { id: string }>(props: VirtualTilesProps<Item>) {
  const { label, items, children } = props;
  const list = useRef<HTMLDivElement>(null);
  const { columns, top } = usePlace(list);
  const isPainted = useIsPainted();
  const rows = useWindowVirtualizer({
    count: Math.ceil(items.length / columns),
    estimateSize: () => rowHeight,
    overscan: 3,
    gap,
    scrollMargin: top,
  });
  const focus = useTileFocus(list, (index) => rows.scrollToIndex(Math.floor(index / columns)));
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows lie where they are scrolled to, not one after another
    <div
      ref={list}
      role="list"
      aria-label={label}
      className={classes.list}
      style={{ height: rows.getTotalSize() }}
      onKeyDown={(event) => {
        const index = indexOf(document.activeElement);
        if (index === null) return;
        const lines = Math.max(1, Math.floor(window.innerHeight / rowHeight));
        const next = moveByKey(event, index, { columns, lines, count: items.length });
        if (next === null) return;
        event.preventDefault();
        focus(next);
      }}
    >
      {(isPainted ? rows.getVirtualItems() : []).map((row) => (
        <div
          key={row.key}
          ref={rows.measureElement}
          data-index={row.index}
          role="presentation"
          className={classes.row}
          style={{
            gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            transform: `translateY(${row.start - top}px)`,
          }}
        >
          {items.slice(row.index * columns, (row.index + 1) * columns).map((item, at) => (
            // biome-ignore lint/a11y/useSemanticElements: see the list
            <div key={item.id} role="listitem" data-tile={row.index * columns + at}>
              {children(item)}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** How many tiles stand side by side, and how far below the top of the page the first row is. */
function usePlace(list: { readonly current: HTMLDivElement | null }) {
  const [place, setPlace] = useState({ columns: 6, top: 0 });
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => {
      const { width, top } = element.getBoundingClientRect();
      const columns = Math.max(2, Math.floor((width + gap) / (narrowestTile + gap)));
      const next = { columns, top: Math.round(top + window.scrollY) };
      setPlace((now) => (now.columns === next.columns && now.top === next.top ? now : next));
    };
    measure();
    // What stands above the list comes and goes, and moves it.
    const watcher = new ResizeObserver(measure);
    watcher.observe(document.body);
    return () => watcher.disconnect();
  }, [list]);
  return place;
}

/** Puts the focus on the link of a tile that may have to be scrolled into the page first. */
function useTileFocus(
  list: { readonly current: HTMLDivElement | null },
  scrollTo: (index: number) => void,
): (index: number) => void {
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const link = list.current?.querySelector<HTMLElement>(`[data-tile="${wanted.current}"] a`);
    if (!link) return;
    wanted.current = null;
    link.focus({ preventScroll: false });
  });
  return (index) => {
    const link = list.current?.querySelector<HTMLElement>(`[data-tile="${index}"] a`);
    if (link) return link.focus();
    wanted.current = index;
    scrollTo(index);
  };
}

function indexOf(element: Element | null): number | null {
  const tile = element?.closest<HTMLElement>('[data-tile]')?.dataset.tile;
  return tile === undefined ? null : Number(tile);
}
