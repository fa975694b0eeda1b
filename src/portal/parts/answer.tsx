import type { Detail, Item } from '../records/item.ts';
import { labels } from '../records/labels.ts';
import { useTexts } from '../texts/language.tsx';
import { BodyView } from './body-view.tsx';
import { ItemRow } from './item-row.tsx';
import { LongList } from './long-list.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';

/** Answers of imaging, ECG and consultation: what was asked, what was measured, and what was answered, in full. */
export default function AnswerPart({ items, open }: PartProps) {
  const text = useTexts(texts);
  return (
    <LongList rows={items} keyOf={({ key }) => key} label={text.list} estimate={180}>
      {(item) => (
        <ItemRow item={item} open={open}>
          <Lines item={item} shown={asked} />
          <Lines item={item} shown={measured} />
          <AnswerText item={item} />
        </ItemRow>
      )}
    </LongList>
  );
}

const asked: readonly Detail['label'][] = ['question', 'answered'];
const measured: readonly Detail['label'][] = ['heartRate', 'pr', 'qt', 'qtCorrected', 'qrsAxis', 'pacemaker'];

function Lines({ item, shown }: { readonly item: Item; readonly shown: readonly Detail['label'][] }) {
  const label = useTexts(labels);
  const lines = shown.flatMap((one) => item.details.filter((detail) => detail.label === one).slice(0, 1));
  if (lines.length === 0) return null;
  return (
    <p className="item__summary">{lines.map((detail) => `${label[detail.label]}: ${detail.value}`).join(' · ')}</p>
  );
}

/** Its words; pictures and other files stand in the detail. */
function AnswerText({ item }: { readonly item: Item }) {
  return item.bodies
    .filter(({ kind }) => kind === 'text')
    .map((body, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the bodies of an item never change places
      <BodyView key={index} body={body} record={item.record} level={3} />
    ));
}
