import { Button, Heading, Paragraph, Skeleton } from '@digdir/designsystemet-react';
import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import { Suspense, useCallback, useMemo, useRef } from 'react';
import type { PartView } from '../parts/part.ts';
import type { Item } from '../records/item.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import type { PartContent } from './items-by-type.ts';
import { type PartSentence, partSentences } from './part-sentences.ts';
import type { Told } from './reading-state.ts';
import { counted, sentenceText } from './sentence-text.ts';
import { SettleOnSight } from './settle-on-sight.ts';
import { askAgain } from './sources.ts';
import { texts } from './texts.ts';
import { typeTexts } from './type-texts.ts';
import type { Reading } from './use-reading.ts';

interface PartFrameProps {
  readonly part: PartContent;
  /** What the filters leave of it. */
  readonly items: readonly Item[];
  readonly told: Told;
  readonly view: PartView;
  readonly open: (item: Item) => void;
  readonly reading: Reading;
}

/** One information type: what it is, what it says of itself, what waits, and its content in its own view. */
export function PartFrame({ part, items, told, view: View, open, reading }: PartFrameProps) {
  const { type, cells } = part;
  const text = useTexts(texts);
  const { language } = useLanguage();
  const content = useRef<HTMLDivElement>(null);
  const isFilled = part.items.length > 0;
  const isSettled = reading.state.settled.has(type);
  const { settle, insert, ask } = reading;
  // Drawn again for new items alone: what the others answer changes only what stands around it.
  const shown = useMemo(() => <View items={items} open={open} />, [View, items, open]);
  const settleThis = useCallback(() => settle(type), [settle, type]);
  const isWaiting = cells.length === 0 ? !part.isRefused : cells.some(({ state }) => state.kind === 'waiting');
  const again = askAgain(cells);
  return (
    <section className="part" aria-labelledby={headingOf(type)} data-type={type}>
      <div className="part__head">
        <Heading id={headingOf(type)} level={2} data-size="sm" tabIndex={-1}>
          {typeTexts[language][type].heading}
        </Heading>
        {isFilled && <span className="part__count">{text.items(counted(items.length, language))}</span>}
        {part.late.length > 0 && (
          <Button data-size="sm" variant="secondary" className="not-printed" onClick={() => insert(type)}>
            {text.showLate(part.late.length)}
          </Button>
        )}
      </div>
      <Sentences sentences={partSentences(cells, told, part.isRefused)} part={part} />
      {again.length > 0 && (
        <div className="not-printed">
          <Button data-size="sm" variant="secondary" onClick={() => ask(again)}>
            {text.again}
            <span className="only-heard">: {typeTexts[language][type].heading}</span>
          </Button>
        </div>
      )}
      {items.length < part.items.length && (
        <Paragraph data-size="sm" className="part__filtered">
          {text.filteredAway(counted(part.items.length - items.length, language))}
        </Paragraph>
      )}
      <div ref={content} className="part__content" {...(isSettled && { 'data-settled': true })}>
        {items.length > 0 ? (
          <Suspense fallback={<Skeleton variant="text" />}>
            {shown}
            {!isSettled && <SettleOnSight part={content} settle={settleThis} />}
          </Suspense>
        ) : (
          isWaiting && <Skeleton variant="text" width="60%" aria-hidden />
        )}
      </div>
    </section>
  );
}

export function headingOf(type: PartContent['type']): string {
  return `part-${type}`;
}

/** Told with a sign as well: that something is missing that could have been here. */
const missing: ReadonlySet<PartSentence['kind']> = new Set([
  'slow',
  'failed',
  'broken-off',
  'cut',
  'withheld',
  'may-be-hidden',
  'may-be-unchecked',
  'lacking',
  'refused',
]);

function Sentences({ sentences, part }: { readonly sentences: readonly PartSentence[]; readonly part: PartContent }) {
  const { language } = useLanguage();
  return (
    <ul className="part__said">
      {sentences.map((sentence) => (
        <li key={JSON.stringify(sentence)} data-missing={missing.has(sentence.kind)}>
          {missing.has(sentence.kind) && <ExclamationmarkTriangleIcon aria-hidden />}
          {sentenceText(sentence, part.type, language)}
        </li>
      ))}
    </ul>
  );
}
