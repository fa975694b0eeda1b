import { Paragraph } from '@digdir/designsystemet-react';
import type { Detail, Item } from '../records/item.ts';
import { useTexts } from '../texts/language.tsx';
import { Fold, FoldedGroup, Group } from './groups.tsx';
import { ItemRow } from './item-row.tsx';
import { LongList } from './long-list.tsx';
import type { PartProps } from './part.ts';
import { texts } from './texts.ts';
import { byThread, type Thread } from './threads.ts';

/** Orders of medicines: what is taken now, what is planned, and what has ended, each with the orders it replaced. */
export default function MedicationPart({ items, open }: PartProps) {
  const text = useTexts(texts);
  const chains = byThread(items, orderInForce);
  const { current = [], planned = [], ended = [] } = Object.groupBy(chains, ({ latest }) => groupOf(latest));
  const list = (name: string, rows: readonly Thread[]) => (
    <LongList rows={rows} keyOf={({ latest }) => latest.key} label={name} estimate={140}>
      {(chain) => <Order chain={chain} open={open} />}
    </LongList>
  );
  return (
    <>
      <Paragraph className="part-note">{text.medicinesSource}</Paragraph>
      <Group name={text.medicinesCurrent} count={current.length}>
        {list(text.medicinesCurrent, current)}
      </Group>
      <Group name={text.medicinesPlanned} count={planned.length}>
        {list(text.medicinesPlanned, planned)}
      </Group>
      <FoldedGroup name={text.medicinesEnded} count={ended.length}>
        {list(text.medicinesEnded, ended)}
      </FoldedGroup>
    </>
  );
}

/** What cannot be read may be something that is taken: it stands among the current ones. */
function groupOf({ group, marks }: Item): 'current' | 'planned' | 'ended' {
  if (marks.includes('withdrawn') || group === 'ended') return 'ended';
  return group === 'planned' ? 'planned' : 'current';
}

function orderInForce({ group }: Item): boolean {
  return group === 'current';
}

function Order({ chain, open }: { readonly chain: Thread; readonly open: PartProps['open'] }) {
  const text = useTexts(texts);
  const { latest, earlier } = chain;
  return (
    <ItemRow item={latest} open={open} by={text.prescribedBy}>
      <p className="item__summary">{latest.summary ?? text.dosageMissing}</p>
      <p className="item__summary">{[...strengthOf(latest), ...said(latest, 'form', 'principalReason')].join(' · ')}</p>
      <Course item={latest} />
      {earlier.length > 0 && (
        <Fold name={`${text.earlierOrders} (${earlier.length})`}>
          {earlier.map((item) => (
            <ItemRow key={item.key} item={item} open={open} by={text.prescribedBy}>
              <p className="item__summary">{item.summary ?? text.dosageMissing}</p>
              <Course item={item} />
            </ItemRow>
          ))}
        </Fold>
      )}
    </ItemRow>
  );
}

/** Where the name does not say it. */
function strengthOf(item: Item): readonly string[] {
  const plain = (text: string) => text.replaceAll(',', '.');
  return said(item, 'strength').filter((strength) => !plain(item.title).includes(plain(strength)));
}

/** From when until when, and why no longer. */
function Course({ item }: { readonly item: Item }) {
  const text = useTexts(texts);
  const [started] = said(item, 'started');
  const [ends] = said(item, 'ends');
  const [because] = said(item, 'endedBecause');
  if (!ends && !because) return null;
  return (
    <p className="item__origin">
      {started && `${text.from} ${started} `}
      {ends && `${text.until} ${ends} `}
      {because && `(${because})`}
    </p>
  );
}

function said({ details }: Item, ...labels: readonly Detail['label'][]): readonly string[] {
  return labels.flatMap((label) => details.find((detail) => detail.label === label)?.value ?? []);
}
