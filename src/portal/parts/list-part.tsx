import { useTexts } from '../texts/language.tsx';
import { ItemRow } from './item-row.tsx';
import { LongList } from './long-list.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';

/** Items one after the other, as they are. */
export default function ListPart({ items, open }: PartProps) {
  const text = useTexts(texts);
  return (
    <LongList rows={items} keyOf={({ key }) => key} label={text.list} estimate={110}>
      {(item) => <ItemRow item={item} open={open} />}
    </LongList>
  );
}
