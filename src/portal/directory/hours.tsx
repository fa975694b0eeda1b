import { Fragment } from 'react';
import type { OpeningHours } from '../../faces/portal-api/shapes/directory.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** Hours as they are agreed, day by day. */
export function Hours({ hours }: { readonly hours: readonly OpeningHours[] }) {
  const text = useTexts(texts);
  return hours.map(({ fromDay, toDay, opens, closes, comment }) => {
    const [from = '', to = ''] = [text.days[fromDay], text.days[toDay]];
    const days = fromDay === toDay ? from : text.daysFromTo(from, to);
    const isAllDay = opens === '00:00' && closes === '24:00';
    return (
      <Fragment key={`${fromDay}${toDay}${opens}${closes}${comment}`}>
        {days} {isAllDay ? text.allDay.toLowerCase() : `${opens}–${closes}`}
        {comment && ` (${comment})`}
        <br />
      </Fragment>
    );
  });
}
