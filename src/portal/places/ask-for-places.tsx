import { Button, Dialog, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../api/client.ts';
import { usePatient, usePatientInTab } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** The way to what tells of places, where it is hidden: a reason, which is logged and reviewed. */
export function AskForPlaces() {
  const text = useTexts(texts);
  const [asking, setAsking] = useState(false);
  if (!usePatient().placesHidden) return null;
  return (
    <>
      <Button variant="secondary" data-size="sm" className="not-printed" onClick={() => setAsking(true)}>
        {text.ask}
      </Button>
      {asking && <ReasonDialog onClose={() => setAsking(false)} />}
    </>
  );
}

function ReasonDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(texts);
  const open = usePatient();
  const { opened } = usePatientInTab();
  const [reason, setReason] = useState('');
  const showing = useMutation({
    mutationFn: () => call('POST', '/patient/places', { body: { reason: reason.trim() } }),
    onSuccess: () => opened({ ...open, placesHidden: false }),
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (reason.trim()) showing.mutate();
  }
  return (
    <Dialog open onClose={onClose} closeButton={text.close} aria-labelledby="places-title">
      <form className="stack" onSubmit={submit} autoComplete="off">
        <Heading id="places-title" level={2} data-size="sm">
          {text.title}
        </Heading>
        <Paragraph>{text.what}</Paragraph>
        <Textfield
          label={text.reason}
          description={text.reasonHelp}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          maxLength={1024}
          required
          autoFocus
        />
        {showing.error && <ProblemNote problem={showing.error} />}
        <div className="row">
          <Button type="submit" loading={showing.isPending}>
            {text.show}
          </Button>
          <Button type="button" variant="tertiary" onClick={onClose}>
            {text.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
