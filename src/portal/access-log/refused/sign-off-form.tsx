import { Button, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { RefusedCertificate } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

interface SignOffFormProps {
  readonly refused: RefusedCertificate;
  readonly onSignedOff: () => void;
}

/** Covers the refusals that are told of on the page; one that came meanwhile stays open. */
export function SignOffForm({ refused: { certificate, code, last }, onSignedOff }: SignOffFormProps) {
  const text = useTexts(texts);
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const signingOff = useMutation({
    mutationFn: () =>
      call('POST', '/access-log/refused/sign-offs', {
        body: { fingerprint: certificate.fingerprint, code, upTo: last, note: note.trim() },
      }),
    async onSuccess() {
      onSignedOff();
      setNote('');
      await queries.invalidateQueries({ queryKey: ['access-log', 'refused'] });
      await queries.invalidateQueries({ queryKey: ['access-log', 'waiting'] });
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (note.trim()) signingOff.mutate();
  }
  return (
    <form className="log-card__judging" onSubmit={submit} autoComplete="off">
      <Textfield
        label={text.note}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        maxLength={1_024}
        required
      />
      {signingOff.error && <ProblemNote problem={signingOff.error} />}
      <div>
        <Button type="submit" loading={signingOff.isPending} disabled={!note.trim()}>
          {text.signOff}
        </Button>
      </div>
    </form>
  );
}
