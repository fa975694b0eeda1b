import './document.css';
import { Alert, Details } from '@digdir/designsystemet-react';
import type { Item } from '../records/item.ts';
import { useTexts } from '../texts/language.tsx';
import { BodyView } from './body-view.tsx';
import { DetailValue } from './detail-list.tsx';
import { ItemRow, type ItemRowProps, useItemTitle } from './item-row.tsx';
import { texts } from './texts.ts';

/** What is written to be read: its kind, what the patient has to say against it, and its text in full when unfolded. */
export function DocumentRow({ item, open }: Omit<ItemRowProps, 'children'>) {
  const text = useTexts(texts);
  return (
    <ItemRow item={item} open={open}>
      <Kind item={item} />
      <Dissent item={item} />
      {item.bodies.length > 0 && (
        <Details className="document__text">
          <Details.Summary>{text.readInFull}</Details.Summary>
          <Details.Content>
            <Bodies item={item} />
          </Details.Content>
        </Details>
      )}
    </ItemRow>
  );
}

/** All bodies of an item, one after the other. */
export function Bodies({ item }: { readonly item: Item }) {
  return item.bodies.map((body, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the bodies of an item never change places
    <BodyView key={index} body={body} level={4} />
  ));
}

function Kind({ item }: { readonly item: Item }) {
  const title = useItemTitle(item);
  const kind = item.details.find(({ label }) => label === 'typeOfNote' || label === 'typeOfPlan');
  if (!kind || kind.value === title) return null;
  return (
    <p className="item__kind">
      <DetailValue detail={kind} />
    </p>
  );
}

export function Dissent({ item }: { readonly item: Item }) {
  const text = useTexts(texts);
  return item.details
    .filter(({ label }) => label === 'dissentingOpinion')
    .map(({ about, value }) => (
      <Alert key={`${about} ${value}`} data-color="warning" className="document__dissent">
        <strong>{[text.dissent, about].filter(Boolean).join(', ')}</strong>
        <p className="item__summary">{value}</p>
      </Alert>
    ));
}
