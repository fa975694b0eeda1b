import { Button, Checkbox, Paragraph, ValidationMessage } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import type { ConsentTerms } from '../../faces/portal-api/shapes/gate.ts';
import { call } from '../api/client.ts';
import { usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { TermsFields, useTerms } from './terms-fields.tsx';
import { texts } from './texts.ts';
import { useChange } from './use-gate.ts';

/** A child who cannot consent: none is needed, once somebody has taken a position on that (SVOD 3:1). */
export function ChildForm({ offered, done }: { readonly offered: ConsentTerms; readonly done: () => void }) {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const { terms, change, end } = useTerms(offered);
  const [cannot, setCannot] = useState(false);
  const [tried, setTried] = useState(false);
  const registering = useChange(
    () =>
      call('POST', '/consents', {
        body: { patient: patient.identity, kind: 'child', for: terms.for, end, reason: text.child.cannot },
      }),
    done,
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (cannot && end !== undefined) registering.mutate();
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Paragraph>{text.child.text}</Paragraph>
      <Checkbox
        label={text.child.cannot}
        value="cannot"
        checked={cannot}
        onChange={({ target }) => setCannot(target.checked)}
      />
      {tried && !cannot && <ValidationMessage>{text.child.must}</ValidationMessage>}
      <TermsFields offered={offered} terms={terms} change={change} showsFaults={tried} />
      {registering.error && <ProblemNote problem={registering.error} />}
      <div>
        <Button type="submit" loading={registering.isPending}>
          {text.child.register}
        </Button>
      </div>
    </form>
  );
}
