import { Alert, Button, Checkbox, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { ShownReview } from '../../../faces/portal-api/shapes/reviews.ts';
import { useTexts } from '../../texts/language.tsx';
import type { NameOf } from '../names.ts';
import { Reviewed } from './reviewed.tsx';
import { texts } from './texts.ts';

interface ReviewedListProps {
  readonly review: ShownReview;
  readonly nameOf: NameOf;
}

const atATime = 20;

/** The accesses of a sample, some at a time. */
export function ReviewedList({ review: { id, items, criteria }, nameOf }: ReviewedListProps) {
  const text = useTexts(texts);
  const [onlyUnjudged, setOnlyUnjudged] = useState(false);
  const [shown, setShown] = useState(atATime);
  const [saved, setSaved] = useState(false);
  const wanted = onlyUnjudged ? items.filter(({ verdicts }) => verdicts.length === 0) : items;
  const titles = new Map(criteria.map(({ criterion, title }) => [criterion, title]));
  return (
    <section className="stack">
      <Heading level={2} data-size="sm">
        {text.accesses}
      </Heading>
      {items.length > 0 && (
        <Checkbox
          label={text.onlyUnjudged}
          checked={onlyUnjudged}
          onChange={({ target }) => setOnlyUnjudged(target.checked)}
        />
      )}
      <div aria-live="polite">{saved && <Alert data-color="success">{text.saved}</Alert>}</div>
      {wanted.length === 0 && <Paragraph>{items.length === 0 ? text.noAccesses : text.allJudged}</Paragraph>}
      {wanted.slice(0, shown).map((item) => (
        <Reviewed
          key={item.entry}
          review={id}
          item={item}
          titles={titles}
          nameOf={nameOf}
          onJudged={() => setSaved(true)}
        />
      ))}
      {wanted.length > shown && (
        <div>
          <Button variant="secondary" onClick={() => setShown(shown + atATime)}>
            {text.more}
          </Button>
        </div>
      )}
    </section>
  );
}
