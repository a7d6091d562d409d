import { Stack, Text } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import type { DataRowView } from '@patchbay/core/api/dataset-routes.ts';
import { showControls } from '@patchbay/core/text/show-controls.ts';
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { countWords } from '../../../components/count-words.ts';
import { CoverLink } from '../../../components/cover-link.tsx';
import { DataRowTile } from '../../../components/data-row-tile.tsx';
import { describeDataRow } from '../../../components/describe-data-row.ts';
import { FailureNotice } from '../../../components/failure-notice.tsx';
import { moveByKey } from '../../../components/move-by-key.ts';
import classes from './gallery.module.css';
import type { RowSearch } from './row-search.ts';
import { layOut, type TileSize } from './tile-size.ts';
import { useGalleryRows } from './use-gallery-rows.ts';
import { useVirtualScroll } from './use-virtual-scroll.ts';

interface GalleryProps {
  dataset: { readonly id: string; readonly rowCount: number };
  search: RowSearch;
  size: TileSize;
  /** Stands there where no row is like what is looked for. */
  empty: ReactNode;
}

/** The data rows of a dataset as tiles, however many there are: only those in view are drawn. */
export function Gallery({ dataset, search, size, empty }: GalleryProps) {
  const scroller = useRef<HTMLElement>(null);
  const { ref: measure, width, height: viewHeight } = useElementSize();
  const ref = useMergedRef(scroller, measure);
  const [rowCount, setRowCount] = useState(0);
  const layout = layOut(size, width);
  const lines = Math.ceil(rowCount / layout.columns);
  const { rowHeight } = layout;
  const scroll = useVirtualScroll({ scroller, rowCount: lines, rowHeight, viewHeight });
  const view = { first: scroll.first * layout.columns, last: scroll.last * layout.columns };
  const rows = useGalleryRows(dataset, search, view);
  useEffect(() => setRowCount(rows.total ?? 0), [rows.total]);
  const [active, setActive] = useActiveTile(scroller);

  function move(event: KeyboardEvent) {
    const next = moveByKey(event, active, {
      columns: layout.columns,
      lines: Math.max(1, Math.floor(viewHeight / rowHeight)),
      count: rowCount,
    });
    if (next === null) return;
    event.preventDefault();
    scroll.reveal(Math.floor(next / layout.columns));
    setActive(next);
  }

  return (
    <Stack gap="xs">
      {rows.error && <FailureNotice error={rows.error} onRetry={rows.retry} />}
      <Text size="sm" c="dimmed" role="status">
        {rows.total === null ? 'Looking …' : countWords(rows.total, ['data row', 'data rows'])}
      </Text>
      {rows.total === 0 && empty}
      <section
        ref={ref}
        hidden={rows.total === 0}
        style={fitFew(lines * rowHeight)}
        className={classes.scroller}
        aria-label="Data rows. Arrow keys go from one to the next, Enter opens."
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
        tabIndex={0}
        onKeyDown={move}
      >
        <div style={{ height: scroll.height }}>
          {listLines(scroll, lines).map((line) => (
            <div
              key={line}
              className={classes.line}
              style={{
                ...layout.style,
                transform: `translateY(${line * rowHeight + scroll.shift}px)`,
              }}
            >
              {listNumbers(line, layout.columns, rowCount).map((number) => (
                <Tile
                  key={number}
                  number={number}
                  row={rows.rowAt(number)}
                  isActive={number === active}
                  pixels={layout.thumbnailPixels}
                />
              ))}
            </div>
          ))}
        </div>
      </section>
    </Stack>
  );
}

/** Least height of the list in pixels, as in its styles. */
const leastHeight = 440;

/** A few rows need no room for many. Before they are counted, all of it is kept. */
function fitFew(height: number): CSSProperties | undefined {
  return height > 0 && height < leastHeight ? { height, minHeight: 0 } : undefined;
}

interface TileProps {
  number: number;
  row: DataRowView | null;
  isActive: boolean;
  pixels: number;
}

const Tile = memo(function Tile({ number, row, isActive, pixels }: TileProps) {
  if (!row) return <div className={classes.placeholder} data-number={number} tabIndex={-1} />;
  return (
    <div data-number={number} className={classes.cell}>
      <DataRowTile
        dataRow={row}
        thumbnailPixels={pixels}
        caption={
          <CoverLink
            to="/data-rows/$dataRowId"
            params={{ dataRowId: row.id }}
            tabIndex={isActive ? 0 : -1}
          >
            {showControls(row.globalKey)}
          </CoverLink>
        }
        note={describeDataRow(row)}
      />
    </div>
  );
});

/**
 * The tile that the keyboard is on; it takes the focus as soon as it is drawn. Where it is scrolled out of view
 * and goes, the list keeps the focus, so that the next key finds it.
 */
function useActiveTile(scroller: RefObject<HTMLElement | null>) {
  const [active, setActive] = useState(0);
  const [isMoved, setMoved] = useState(false);
  useEffect(() => {
    const list = scroller.current;
    const focused = document.activeElement;
    if (!isMoved || !list || !(focused === document.body || list.contains(focused))) return;
    const tile = list.querySelector<HTMLElement>(`[data-number="${active}"]`);
    const target = tile?.querySelector('a') ?? tile ?? list;
    if (focused !== target) target.focus({ preventScroll: true });
  });
  const set = (number: number) => {
    setActive(number);
    setMoved(true);
  };
  return [active, set] as const;
}

function listLines({ first, last }: { first: number; last: number }, lines: number): number[] {
  const end = Math.min(last, lines);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}

function listNumbers(line: number, columns: number, count: number): number[] {
  const first = line * columns;
  const length = Math.max(0, Math.min(columns, count - first));
  return Array.from({ length }, (_, index) => first + index);
}
