import type { Item } from '../records/item.ts';
import { useTexts } from '../texts/language.tsx';
import { DocumentRow } from './document.tsx';
import { Group } from './groups.tsx';
import { LongList } from './long-list.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';

/** Notes to be read in full where they stand; what sums up an episode of care comes first. */
export default function NotePart({ items, open }: PartProps) {
  const text = useTexts(texts);
  const { summary = [], note = [] } = Object.groupBy(items, ({ group }) => (group === 'summary' ? 'summary' : 'note'));
  const list = (name: string, rows: readonly Item[]) => (
    <Group name={name} count={rows.length}>
      <LongList rows={rows} keyOf={({ key }) => key} label={name} estimate={150}>
        {(item) => <DocumentRow item={item} open={open} level={4} />}
      </LongList>
    </Group>
  );
  return (
    <>
      {list(text.summaries, summary)}
      {list(text.notes, note)}
    </>
  );
}
