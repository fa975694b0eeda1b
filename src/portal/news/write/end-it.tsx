import { Button, Details, Textfield } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import type { WrittenNews } from '../../../faces/portal-api/shapes/news.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';
import { useDeed } from './use-written.ts';

/** The two ways in which an item comes to its end before its time: it is over, or it should not have been told. */
export function EndIt({ item }: { readonly item: WrittenNews }) {
  const { write } = useTexts(texts);
  const [reason, setReason] = useState('');
  const { id, version, draft } = item;
  const ending = useDeed('ended', () =>
    call('POST', `/news/${id}/change`, { body: { version, draft: { ...draft, to: new Date().toISOString() } } }),
  );
  const withdrawing = useDeed('withdrawn', () =>
    call('POST', `/news/${id}/withdraw`, { body: { version, reason: reason.trim() } }),
  );
  const problem = ending.error ?? withdrawing.error;
  const hasBegun = Date.parse(item.begins ?? item.from) < Date.now();

  function withdraw(event: FormEvent): void {
    event.preventDefault();
    if (reason.trim() !== '') withdrawing.mutate(undefined);
  }

  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      {hasBegun && (
        <div>
          <Button variant="secondary" loading={ending.isPending} onClick={() => ending.mutate(undefined)}>
            {write.end}
          </Button>
        </div>
      )}
      <Details>
        <Details.Summary>{write.withdraw}</Details.Summary>
        <Details.Content>
          <form className="stack" onSubmit={withdraw}>
            <Textfield
              label={write.reason}
              description={write.withdrawText}
              required
              maxLength={300}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
            <div>
              <Button type="submit" data-color="danger" variant="secondary" loading={withdrawing.isPending}>
                {write.withdraw}
              </Button>
            </div>
          </form>
        </Details.Content>
      </Details>
    </>
  );
}
