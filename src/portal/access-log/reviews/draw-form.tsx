import { Button, Heading, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Review } from '../../../faces/portal-api/shapes/reviews.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { midnight } from '../search/search.ts';
import { texts } from './texts.ts';

/** Period and size of a sample to draw. */
export function DrawForm() {
  const text = useTexts(texts);
  const goTo = useNavigate();
  const queries = useQueryClient();
  const [firstDay, setFirstDay] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [size, setSize] = useState('20');
  const [tried, setTried] = useState(false);
  const isPeriodWrong = firstDay !== '' && lastDay !== '' && lastDay < firstDay;
  const isSizeWrong = !/^\d{1,4}$/.test(size) || Number(size) < 1 || Number(size) > 1_000;
  const drawing = useMutation({
    mutationFn: () =>
      call<Review>('POST', '/access-log/reviews', {
        body: {
          size: Number(size),
          ...(firstDay && { from: midnight(firstDay, 0) }),
          ...(lastDay && { to: midnight(lastDay, 1) }),
        },
      }),
    async onSuccess({ id }) {
      await queries.invalidateQueries({ queryKey: ['access-log', 'reviews'] });
      goTo(`/access-log/reviews/${id}`);
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!isPeriodWrong && !isSizeWrong) drawing.mutate();
  }

  return (
    <form className="stack" onSubmit={submit} autoComplete="off" noValidate>
      <Heading level={2} data-size="xs">
        {text.draw}
      </Heading>
      <div className="review-draw">
        <Textfield
          type="date"
          label={text.firstDay}
          description={text.periodHelp}
          value={firstDay}
          onChange={({ target }) => setFirstDay(target.value)}
        />
        <Textfield
          type="date"
          label={text.lastDay}
          description={text.lastDayHelp}
          error={tried && isPeriodWrong && text.lastDayWrong}
          value={lastDay}
          onChange={({ target }) => setLastDay(target.value)}
        />
        <Textfield
          inputMode="numeric"
          label={text.size}
          description={text.sizeHelp}
          error={tried && isSizeWrong && text.sizeWrong}
          value={size}
          onChange={({ target }) => setSize(target.value.trim())}
          maxLength={4}
        />
      </div>
      {drawing.error && <ProblemNote problem={drawing.error} />}
      <div>
        <Button type="submit" loading={drawing.isPending}>
          {text.drawNow}
        </Button>
      </div>
    </form>
  );
}
