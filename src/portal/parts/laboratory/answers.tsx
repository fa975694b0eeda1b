import { Heading } from '@digdir/designsystemet-react';
import { Place } from '../../places/place.tsx';
import type { Item } from '../../records/item.ts';
import { timeText } from '../../records/time.ts';
import { useTexts } from '../../texts/language.tsx';
import { Bodies } from '../document.tsx';
import { useItemTitle } from '../item-row.tsx';
import { LongList } from '../long-list.tsx';
import { MarksInWords } from '../marks.tsx';
import { type Answer, answersOf } from './columns.ts';
import { texts } from './texts.ts';
import { OpenValue } from './value.tsx';

interface AnswersProps {
  readonly items: readonly Item[];
  readonly open: (item: Item) => void;
}

/** What laboratories answered, one referral at a time: words, findings and what they say on the whole. Newest first. */
export function Answers({ items, open }: AnswersProps) {
  const text = useTexts(texts);
  return (
    <LongList rows={answersOf(items)} keyOf={({ key }) => key} label={text.answers} estimate={200}>
      {(answer) => <OneAnswer answer={answer} open={open} />}
    </LongList>
  );
}

function OneAnswer({ answer, open }: { readonly answer: Answer } & Pick<AnswersProps, 'open'>) {
  const text = useTexts(texts);
  const { item, items, time } = answer;
  const answered = item.measurement?.answered;
  return (
    <article className="laboratory-answer">
      <Heading level={3} data-size="2xs">
        {text.sampled} {time ? timeText(time) : text.unknownTime}
      </Heading>
      <p className="laboratory-quiet">
        {answered && `${text.answered} ${timeText(answered)} · `}
        <Origin item={item} />
      </p>
      <MarksInWords marks={item.marks.filter((mark) => mark !== 'outside-reference')} />
      <Bodies item={item} level={4} />
      <dl className="laboratory-list">
        {items.map((each) => (
          <Line key={each.key} item={each} open={open} />
        ))}
      </dl>
    </article>
  );
}

/** What is said of one value, beside it. */
const beside: ReadonlySet<string> = new Set(['comment', 'analysisComment', 'specimenComment', 'status']);

function Line({ item, open }: { readonly item: Item } & Pick<AnswersProps, 'open'>) {
  const text = useTexts(texts);
  const { measurement, details } = item;
  return (
    <div>
      <dt>{useItemTitle(item)}</dt>
      <dd>
        <OpenValue item={item} open={open} />
        {measurement?.outside && <strong className="laboratory-outside">{text.outside}</strong>}
        {measurement?.reference?.text && (
          <span className="laboratory-quiet">
            {text.reference} {measurement.reference.text}
          </span>
        )}
        {details
          .filter(({ label }) => beside.has(label))
          .map((detail) => (
            <span key={`${detail.label} ${detail.value}`} className="laboratory-note">
              {detail.value}
            </span>
          ))}
      </dd>
    </div>
  );
}

/** The unit that the answer is kept at. */
export function Origin({ item: { author, record } }: { readonly item: Item }) {
  return <Place>{author?.unit ?? record.careUnit?.name ?? record.careUnit?.hsaId}</Place>;
}
