import './timeline.css';
import type { Item } from '../records/item.ts';
import { useTexts } from '../texts/language.tsx';
import { ItemRow } from './item-row.tsx';
import { LongList } from './long-list.tsx';
import type { PartProps } from './part.ts';

const sv = { label: 'Vårdkontakter, senaste först', planned: 'Planerade', undated: 'Utan datum' };
const texts: { readonly sv: typeof sv; readonly en: typeof sv } = {
  sv,
  en: { label: 'Care contacts, latest first', planned: 'Planned', undated: 'Undated' },
};

/** Care contacts over councils and units, year by year; planned ones first. */
export default function Timeline({ items, open }: PartProps) {
  const text = useTexts(texts);
  return (
    <div className="timeline">
      <LongList rows={items} keyOf={keyOf} label={text.label} estimate={76}>
        {(item, index) => {
          const chapter = chapterOf(item, text);
          const before = items[index - 1];
          return (
            <>
              {(!before || chapterOf(before, text) !== chapter) && <h3 className="timeline__year">{chapter}</h3>}
              <div className="timeline__contact" data-planned={item.group === 'planned'}>
                <ItemRow item={item} open={open} />
              </div>
            </>
          );
        }}
      </LongList>
    </div>
  );
}

function keyOf({ key }: Item): string {
  return key;
}

function chapterOf({ group, time }: Item, text: typeof sv): string {
  return group === 'planned' ? text.planned : (time?.slice(0, 4) ?? text.undated);
}
