import './observation.css';
import type { Item } from '../records/item.ts';
import { useTexts } from '../texts/language.tsx';
import { ItemOrigin, ItemTime, OpenItem } from './item-row.tsx';
import { LongList } from './long-list.tsx';
import { MarksInWords } from './marks.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';

/** What was observed, those of one occasion together. */
export default function ObservationPart({ items, open }: PartProps) {
  const text = useTexts(texts);
  const occasions = [...Map.groupBy(items, ({ record }) => record).values()];
  return (
    <LongList rows={occasions} keyOf={(own) => own[0]?.key ?? ''} label={text.list} estimate={130}>
      {(own) => <Occasion items={own} open={open} />}
    </LongList>
  );
}

function Occasion({ items, open }: PartProps) {
  const [first] = items;
  if (!first) return null;
  return (
    <article className="item">
      <ItemTime time={first.time} />
      <div className="item__what">
        <dl className="observations">
          {items.map((item) => (
            <div key={item.key}>
              <dt>
                <OpenItem item={item} open={open} />
              </dt>
              <dd>
                {item.summary} <Otherwise item={item} than={first} />
                <MarksInWords marks={item.marks} />
              </dd>
            </div>
          ))}
        </dl>
        <ItemOrigin item={first} />
      </div>
    </article>
  );
}

/** The time, where one of an occasion has another than the rest. */
function Otherwise({ item, than }: { readonly item: Item; readonly than: Item }) {
  return item.time === than.time ? null : <ItemTime time={item.time} />;
}
