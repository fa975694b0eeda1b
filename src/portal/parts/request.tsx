import type { Detail, Item } from '../records/item.ts';
import { labels } from '../records/labels.ts';
import { useTexts } from '../texts/language.tsx';
import { DetailValue } from './detail-list.tsx';
import { ItemRow } from './item-row.tsx';
import { LongList } from './long-list.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';

/** From whom it is stands with its origin. */
const shown: readonly Detail['label'][] = ['receivedBy', 'requestKind', 'requestStatus'];

/** What has become of referrals and other requests, an event at a time. */
export default function RequestPart({ items, open }: PartProps) {
  const text = useTexts(texts);
  return (
    <LongList rows={items} keyOf={({ key }) => key} label={text.list} estimate={130}>
      {(item) => (
        <ItemRow item={item} open={open}>
          <Event item={item} />
        </ItemRow>
      )}
    </LongList>
  );
}

function Event({ item }: { readonly item: Item }) {
  const label = useTexts(labels);
  const lines = item.details.filter((detail) => shown.includes(detail.label));
  return lines.map((detail) => (
    <p key={`${detail.label} ${detail.value}`} className="item__summary">
      {label[detail.label]}: <DetailValue detail={detail} />
    </p>
  ));
}
