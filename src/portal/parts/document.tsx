import './document.css';
import { Alert } from '@digdir/designsystemet-react';
import { useMemo } from 'react';
import type { Body, Item } from '../records/item.ts';
import { textBlocks } from '../records/running-text.ts';
import { useTexts } from '../texts/language.tsx';
import { BodyView } from './body-view.tsx';
import { DetailValue } from './detail-list.tsx';
import { Fold } from './groups.tsx';
import { ItemRow, type ItemRowProps, useItemTitle } from './item-row.tsx';
import { texts } from './texts.ts';

interface DocumentRowProps extends Pick<ItemRowProps, 'item' | 'open'> {
  /** Of the headings in its text. */
  readonly level: 3 | 4;
}

/** What is written to be read: its kind, what the patient has to say against it, and its text in full when unfolded. */
export function DocumentRow({ item, open, level }: DocumentRowProps) {
  const text = useTexts(texts);
  return (
    <ItemRow item={item} open={open}>
      <Kind item={item} />
      <Dissent item={item} />
      <Beginning item={item} />
      {item.bodies.length > 0 && (
        <Fold name={text.readInFull}>
          <Bodies item={item} level={level} />
        </Fold>
      )}
    </ItemRow>
  );
}

/** All bodies of an item, one after the other. */
export function Bodies({ item, level }: { readonly item: Item; readonly level: 3 | 4 }) {
  return item.bodies.map((body, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the bodies of an item never change places
    <BodyView key={index} body={body} record={item.record} level={level} />
  ));
}

/** How its text begins, as long as it is folded. */
function Beginning({ item: { bodies } }: { readonly item: Item }) {
  const [first] = bodies;
  const beginning = useMemo(() => first && beginningOf(first), [first]);
  return beginning ? <p className="item__summary document__beginning">{beginning}</p> : null;
}

const beginningLength = 400;

function beginningOf(body: Body): string | undefined {
  if (body.kind === 'text') return body.text.replace(/\s+/g, ' ').slice(0, beginningLength);
  if (body.kind === 'attachment') return undefined;
  const paragraphs = textBlocks(body.source, 'application/xml')?.filter(({ kind }) => kind === 'paragraph') ?? [];
  return paragraphs
    .map(({ text }) => text)
    .join(' ')
    .slice(0, beginningLength);
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
