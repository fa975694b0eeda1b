import { Button, Checkbox, Paragraph, Textfield, ValidationMessage } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import type { ConsentTerms } from '../../faces/portal-api/shapes/gate.ts';
import { call } from '../api/client.ts';
import { usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { HoldersList } from './holders-list.tsx';
import { TermsFields, useTerms } from './terms-fields.tsx';
import { texts } from './texts.ts';
import { useChange } from './use-gate.ts';
import { useHolders } from './use-holders.ts';

/** Step 1 for a patient who is lastingly unable to consent: attitude clarified, no objection assumed (SVOD 3:3). */
export function IncapableForm({ offered }: { readonly offered: ConsentTerms }) {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const { terms, change, end } = useTerms(offered);
  const [how, setHow] = useState('');
  const [clarified, setClarified] = useState(false);
  const [noObjection, setNoObjection] = useState(false);
  const [tried, setTried] = useState(false);
  const isMet = how.trim() !== '' && clarified && noObjection;
  const declaring = useChange(() =>
    call('POST', '/consents', {
      body: { patient: patient.identity, kind: 'incapable', for: terms.for, end, reason: how.trim() },
    }),
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isMet && end !== undefined) declaring.mutate();
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Paragraph>{text.incapable.text}</Paragraph>
      <Textfield
        multiline
        rows={2}
        label={text.incapable.how}
        error={tried && how.trim() === '' && text.required}
        value={how}
        onChange={({ target }) => setHow(target.value)}
        maxLength={1_024}
      />
      <Checkbox
        label={text.incapable.clarified}
        value="clarified"
        checked={clarified}
        onChange={({ target }) => setClarified(target.checked)}
      />
      <Checkbox
        label={text.incapable.noObjection}
        value="no-objection"
        checked={noObjection}
        onChange={({ target }) => setNoObjection(target.checked)}
      />
      {tried && !isMet && <ValidationMessage>{text.incapable.must}</ValidationMessage>}
      <TermsFields offered={offered} terms={terms} change={change} showsFaults={tried} />
      {declaring.error && <ProblemNote problem={declaring.error} />}
      <div>
        <Button type="submit" loading={declaring.isPending}>
          {text.incapable.declare}
        </Button>
      </div>
    </form>
  );
}

/** Step 2: it is seen who has information, and what is necessary is opened. */
export function OpenForIncapable({ id, done }: { readonly id: string; readonly done: () => void }) {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const { holders, problem, again } = useHolders(true);
  const [necessary, setNecessary] = useState(false);
  const [tried, setTried] = useState(false);
  const opening = useChange(
    () =>
      call('POST', `/consents/${id}/open`, {
        body: { patient: patient.identity, reason: text.incapable.necessary },
      }),
    done,
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (necessary) opening.mutate();
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <HoldersList holders={holders} problem={problem} again={again} />
      <Checkbox
        label={text.incapable.necessary}
        value="necessary"
        checked={necessary}
        onChange={({ target }) => setNecessary(target.checked)}
      />
      {tried && !necessary && <ValidationMessage>{text.incapable.mustNecessary}</ValidationMessage>}
      {opening.error && <ProblemNote problem={opening.error} />}
      <div>
        <Button type="submit" loading={opening.isPending}>
          {text.incapable.open}
        </Button>
      </div>
    </form>
  );
}
