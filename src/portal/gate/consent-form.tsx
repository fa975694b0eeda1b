import { Button, Fieldset, Paragraph, Radio, Textfield } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useState } from 'react';
import type { ConsentTerms } from '../../faces/portal-api/shapes/gate.ts';
import { call } from '../api/client.ts';
import { readIdentity } from '../patient/identity.ts';
import { usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { TermsFields, useTerms } from './terms-fields.tsx';
import { texts } from './texts.ts';
import { useChange } from './use-gate.ts';

/** The patient says yes, by herself or through a representative (SVOD 3:1). */
export function ConsentForm({ offered, done }: { readonly offered: ConsentTerms; readonly done: () => void }) {
  const text = useTexts(texts);
  const name = useId();
  const { patient } = usePatient();
  const { terms, change, end } = useTerms(offered);
  const [by, setBy] = useState<'patient' | 'representative'>('patient');
  const [number, setNumber] = useState('');
  const [tried, setTried] = useState(false);
  const representative = readIdentity(number, new Date());
  const isWrong = by === 'representative' && representative.kind === 'wrong';
  const registering = useChange(
    () =>
      call('POST', '/consents', {
        body: {
          patient: patient.identity,
          kind: 'given',
          for: terms.for,
          end,
          ...(by === 'representative' && representative.kind === 'number' && { representedBy: representative.patient }),
        },
      }),
    done,
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!isWrong && end !== undefined) registering.mutate();
  }

  return (
    <form className="stack" onSubmit={submit} autoComplete="off" noValidate>
      <Paragraph>{text.consent.text}</Paragraph>
      <TermsFields offered={offered} terms={terms} change={change} showsFaults={tried} />
      <Fieldset>
        <Fieldset.Legend>{text.consent.by}</Fieldset.Legend>
        <div className="row">
          {(['patient', 'representative'] as const).map((each) => (
            <Radio
              key={each}
              name={`${name}-by`}
              value={each}
              label={text.consent[each]}
              checked={by === each}
              onChange={() => setBy(each)}
            />
          ))}
        </div>
      </Fieldset>
      {by === 'representative' && (
        <Textfield
          label={text.consent.number}
          error={tried && isWrong && text.consent.wrongNumber}
          value={number}
          onChange={({ target }) => setNumber(target.value)}
          autoComplete="off"
          maxLength={20}
        />
      )}
      {registering.error && <ProblemNote problem={registering.error} />}
      <div>
        <Button type="submit" loading={registering.isPending}>
          {text.consent.register}
        </Button>
      </div>
    </form>
  );
}
