import { Button, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ShownAlert } from '../../../faces/portal-api/shapes/alerts.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** Says that one has the alert in hand, for the others who are woken by it. */
export function TakeForm({ alert: { id, acknowledged } }: { readonly alert: ShownAlert }) {
  const text = useTexts(texts);
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const taking = useMutation({
    mutationFn: () => call('POST', `/ops/alerts/${id}/acknowledge`, { body: { note: note.trim() } }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: ['polled', '/ops/alerts'] });
      setOpen(false);
      setNote('');
      setTried(false);
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (note.trim() !== '') taking.mutate();
  }

  if (!isOpen)
    return (
      <div>
        <Button variant="secondary" data-size="sm" onClick={() => setOpen(true)}>
          {acknowledged ? text.takeOver : text.take}
        </Button>
      </div>
    );
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Textfield
        label={text.note}
        error={tried && note.trim() === '' && text.noteNeeded}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        maxLength={200}
        autoFocus
      />
      {taking.error && <ProblemNote problem={taking.error} />}
      <div className="row">
        <Button type="submit" data-size="sm" loading={taking.isPending}>
          {text.save}
        </Button>
        <Button variant="tertiary" data-size="sm" onClick={() => setOpen(false)}>
          {text.cancel}
        </Button>
      </div>
    </form>
  );
}
