import { Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { call } from '../api/client.ts';
import { usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { useChange } from './use-gate.ts';

/** The patient says no. It holds for everybody at the unit, so that nobody asks again unawares. */
export function RefusalForm({ done }: { readonly done: () => void }) {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const [reason, setReason] = useState('');
  const registering = useChange(
    () =>
      call('POST', '/consents', {
        body: {
          patient: patient.identity,
          kind: 'refused',
          for: 'unit',
          ...(reason.trim() !== '' && { reason: reason.trim() }),
        },
      }),
    done,
  );
  return (
    <div className="stack">
      <Paragraph>{text.refusal.text}</Paragraph>
      <Textfield
        multiline
        rows={2}
        label={text.refusal.reason}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        maxLength={1_024}
      />
      {registering.error && <ProblemNote problem={registering.error} />}
      <div>
        <Button variant="secondary" loading={registering.isPending} onClick={() => registering.mutate()}>
          {text.refusal.register}
        </Button>
      </div>
    </div>
  );
}
