import { useTexts } from '../texts/language.tsx';
import { DocumentRow } from './document.tsx';
import { LongList } from './long-list.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';

/** Care plans, each a document or several. */
export default function CarePlanPart({ items, open }: PartProps) {
  const text = useTexts(texts);
  return (
    <LongList rows={items} keyOf={({ key }) => key} label={text.list} estimate={150}>
      {(item) => <DocumentRow item={item} open={open} level={3} />}
    </LongList>
  );
}
