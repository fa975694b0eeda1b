import { Button, Textfield } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PatientId } from '../../contracts/record.ts';
import type { ShownPatient } from '../../faces/portal-api/shapes/patient.ts';
import { call } from '../api/client.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { LaunchNote, useLaunched } from '../sign-in/launched.tsx';
import { useTexts } from '../texts/language.tsx';
import { ConfirmPatient } from './confirm.tsx';
import { type ReadIdentity, readIdentity } from './identity.ts';
import './patient.css';
import { texts } from './texts.ts';

/** One field for a number. A wrong one is told of as soon as it is written out; who it is is confirmed before she opens. */
export function PatientSearch({ autoFocus = false }: { readonly autoFocus?: boolean }) {
  const text = useTexts(texts);
  const [written, setWritten] = useState('');
  const [left, setLeft] = useState(false);
  const finding = useMutation({
    mutationFn: (patient: PatientId) => call<ShownPatient>('POST', '/patient/find', { body: { patient } }),
    gcTime: 0,
  });
  const { mutate } = finding;
  const from = useLaunched(mutate);
  const read = readIdentity(written, new Date());
  const wrong = wrongIn(read, written, left);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setLeft(true);
    if (read.kind === 'number') finding.mutate(read.patient);
  }

  return (
    <form className="patient-search" onSubmit={submit} autoComplete="off" noValidate>
      <Textfield
        label={text.number}
        description={text.numberHelp}
        error={wrong && text.wrong[wrong]}
        value={written}
        onChange={({ target }) => {
          setWritten(target.value);
          setLeft(false);
        }}
        onBlur={() => setLeft(written.trim() !== '')}
        autoComplete="off"
        spellCheck={false}
        maxLength={20}
        autoFocus={autoFocus}
      />
      <Button type="submit" loading={finding.isPending}>
        {text.find}
      </Button>
      {from && <LaunchNote system={from} />}
      {finding.error && <ProblemNote problem={finding.error} />}
      {finding.data && <ConfirmPatient patient={finding.data} onCancel={finding.reset} />}
    </form>
  );
}

/** Not while somebody is still writing: what is too short is only told of when the field is left. */
function wrongIn(read: ReadIdentity, written: string, left: boolean) {
  if (read.kind === 'number' || written.trim() === '') return undefined;
  if (read.why === 'form' && !left) return undefined;
  // Ten of twelve digits may look like a number without century.
  const digits = written.replaceAll(/\D/g, '').length;
  return digits < 12 && /^(18|19|20)/.test(written.trim()) && !left ? undefined : read.why;
}
