import './item-row.css';
import type { ReactNode } from 'react';
import { Place } from '../places/place.tsx';
import type { Item } from '../records/item.ts';
import { terms } from '../records/terms.ts';
import { timeText } from '../records/time.ts';
import { useTexts } from '../texts/language.tsx';
import { MarksInWords } from './marks.tsx';
import { texts } from './texts.ts';

export interface ItemRowProps {
  readonly item: Item;
  readonly open: (item: Item) => void;
  /** What the author did, where it has a word of its own. */
  readonly by?: string;
  /** Instead of its summary. */
  readonly children?: ReactNode;
}

/** One item of a part: when, what, what it says in a line, how far it may be trusted, and where it comes from. */
export function ItemRow({ item, open, by, children }: ItemRowProps) {
  const { summary, marks, time } = item;
  return (
    <article className={marks.includes('withdrawn') ? 'item item--withdrawn' : 'item'}>
      <ItemTime time={time} />
      <div className="item__what">
        <OpenItem item={item} open={open} />
        {children ?? (summary && <p className="item__summary">{summary}</p>)}
        <MarksInWords marks={marks} />
        <ItemOrigin item={item} by={by} />
      </div>
    </article>
  );
}

/** The name of an item, which opens its full detail. */
export function OpenItem({ item, open }: Pick<ItemRowProps, 'item' | 'open'>) {
  const text = useTexts(texts);
  return (
    <button type="button" className="item__title" aria-haspopup="dialog" onClick={() => open(item)}>
      <span className="item__name">{useItemTitle(item)}</span>
      <span className="only-heard">, {text.openDetail}</span>
    </button>
  );
}

/** In the source's words, or in the reader's language where the source has none. */
export function useItemTitle({ term, title }: Item): string {
  const known = useTexts(terms);
  return term ? known[term] : title;
}

export function ItemTime({ time }: { readonly time: string | undefined }) {
  const text = useTexts(texts);
  // Midnight is what systems write that know the day alone; the detail has it as it was given.
  const shown = time?.replace(/^(\d{8})0000(00)?$/, '$1');
  return <span className="item__time">{shown ? timeText(shown) : text.noTime}</span>;
}

interface ItemOriginProps {
  readonly item: Item;
  readonly by?: string | undefined;
}

/** Who wrote it and for whom, in one line. What names say of writing direction stays within them. */
export function ItemOrigin({ item: { author, record }, by }: ItemOriginProps) {
  const who = [author?.name, author?.role].filter(Boolean).join(', ');
  const unit = author?.unit ?? record.careUnit?.name ?? record.careUnit?.hsaId;
  const where = [unit, record.careProvider?.name].filter(Boolean);
  return (
    <p className="item__origin">
      {who && by && `${by} `}
      {who && <bdi className="item__who">{who}</bdi>}
      <Place>{where.length > 0 && <bdi>{where.join(' · ')}</bdi>}</Place>
    </p>
  );
}
