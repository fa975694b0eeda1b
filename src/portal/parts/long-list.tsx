import './long-list.css';
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useIsPrinting } from './printing.ts';

export interface LongListProps<Row> {
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What it is a list of, to those who hear it. */
  readonly label: string;
  /** What a row is about as tall as, in pixels, until it has been measured. */
  readonly estimate: number;
  readonly children: (row: Row, index: number) => ReactNode;
}

/** More than this and only what is near the eye stands in the document; the browser's own search then finds no more than that. */
const shortEnough = 60;

/**
 * A list of any length that scrolls with the page: a list to those who hear it, with each row's place in the whole.
 * Arrow keys move between rows once one has focus.
 */
export function LongList<Row>(props: LongListProps<Row>) {
  const isPrinting = useIsPrinting();
  return props.rows.length <= shortEnough || isPrinting ? <WholeList {...props} /> : <VirtualList {...props} />;
}

function WholeList<Row>({ rows, keyOf, label, children }: LongListProps<Row>) {
  return (
    <ul className="long-list" aria-label={label} onKeyDown={moveBetweenRows}>
      {rows.map((row, index) => (
        <li key={keyOf(row)}>{children(row, index)}</li>
      ))}
    </ul>
  );
}

function VirtualList<Row>({ rows, keyOf, label, estimate, children }: LongListProps<Row>) {
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState<number>();
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => estimate,
    overscan: 6,
    scrollMargin: useTopOf(list),
    getItemKey: useCallback((index: number) => keyOf(rows[index] as Row), [rows, keyOf]),
    // The row that has focus stays, however far it is scrolled away: focus would be lost with it.
    rangeExtractor: useCallback(
      (range: Range) => {
        const near = defaultRangeExtractor(range);
        return focused === undefined || near.includes(focused)
          ? near
          : [...near, focused].filter((index) => index < range.count).sort((one, other) => one - other);
      },
      [focused],
    ),
  });
  return (
    <ul
      ref={list}
      className="long-list long-list--virtual"
      aria-label={label}
      style={{ height: virtualizer.getTotalSize() }}
      onKeyDown={moveBetweenRows}
      onBlur={() => setFocused(undefined)}
    >
      {virtualizer.getVirtualItems().map(({ key, index, start }) => (
        <li
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-setsize={rows.length}
          aria-posinset={index + 1}
          style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)` }}
          onFocus={() => setFocused(index)}
        >
          {children(rows[index] as Row, index)}
        </li>
      ))}
    </ul>
  );
}

/** Where the element begins in the page, whatever grows or shrinks above it. */
function useTopOf(element: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  const measure = useCallback(() => {
    if (element.current) setTop(Math.round(element.current.getBoundingClientRect().top + window.scrollY));
  }, [element]);
  useLayoutEffect(measure, [measure]);
  useEffect(() => {
    const page = new ResizeObserver(measure);
    page.observe(document.body);
    return () => page.disconnect();
  }, [measure]);
  return top;
}

function moveBetweenRows(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling' } as const;
  const direction = step[event.key as keyof typeof step];
  const target = event.target as HTMLElement;
  if (!direction || target.matches('input, textarea, select, [role="dialog"] *')) return;
  const row = target.closest('li');
  const next = row?.[direction]?.querySelector<HTMLElement>('button, a[href], summary, [tabindex="0"]');
  if (!next) return;
  event.preventDefault();
  next.focus();
}
