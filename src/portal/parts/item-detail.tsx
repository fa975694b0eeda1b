import './item-detail.css';
import { Alert, Dialog, Heading } from '@digdir/designsystemet-react';
import { Place } from '../places/place.tsx';
import type { Item } from '../records/item.ts';
import { timeText } from '../records/time.ts';
import { useInstallation } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { DetailList } from './detail-list.tsx';
import { Bodies, Dissent } from './document.tsx';
import { useItemTitle } from './item-row.tsx';
import { MarksInWords } from './marks.tsx';
import { OriginalMessage } from './original-message.tsx';
import { texts } from './texts.ts';

interface ItemDetailProps {
  readonly item: Item;
  readonly close: () => void;
}

/** All that an item says, where it comes from, and the message that told it. */
export default function ItemDetail({ item, close }: ItemDetailProps) {
  const text = useTexts(texts);
  const title = useItemTitle(item);
  return (
    <Dialog open onClose={close} closeButton={text.close} closedby="any" className="item-detail" aria-label={title}>
      <div className="stack">
        <Heading level={2} data-size="sm" className="item-detail__title">
          {title}
        </Heading>
        <MarksInWords marks={item.marks} />
        {item.marks.includes('unreadable') && <Alert data-color="warning">{text.unreadable}</Alert>}
        <Dissent item={item} />
        <Bodies item={item} level={3} />
        {item.details.length > 0 && (
          <section>
            <Heading level={3} data-size="2xs">
              {text.content}
            </Heading>
            <DetailList details={item.details.filter(({ label }) => label !== 'dissentingOpinion')} />
          </section>
        )}
        <Origin item={item} />
        <OriginalMessage key={item.key} record={item.record} />
      </div>
    </Dialog>
  );
}

/** As it was at the time, with what it has gone up in since. */
function placeName(place: Item['record']['careUnit'], now: string): string | undefined {
  const name = place?.name ?? place?.hsaId;
  return place?.now === undefined ? name : `${name} (${now}: ${place.now})`;
}

function Origin({ item: { origin, record } }: { readonly item: Item }) {
  const text = useTexts(texts);
  const { data: installation } = useInstallation();
  const source = installation?.sources.find(({ hsaId }) => hsaId === record.source)?.name;
  const lines = [
    [text.careProvider, placeName(record.careProvider, text.now)],
    [text.careUnit, placeName(record.careUnit, text.now)],
    [text.source, [source, record.source].filter(Boolean).join(', ')],
  ] as const;
  return (
    <section>
      <Heading level={3} data-size="2xs">
        {text.origin}
      </Heading>
      <dl className="details">
        {lines.map(([label, value]) =>
          value ? (
            <div key={label} className="details__line">
              <dt>{label}</dt>
              {/* The record system tells the region alone, which is not hidden. */}
              <dd>{label === text.source ? value : <Place>{value}</Place>}</dd>
            </div>
          ) : null,
        )}
        {record.time && (
          <div className="details__line">
            <dt>{text.registered}</dt>
            <dd>{timeText(record.time)}</dd>
          </div>
        )}
      </dl>
      <DetailList details={origin} />
    </section>
  );
}
