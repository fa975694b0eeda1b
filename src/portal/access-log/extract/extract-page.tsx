import { Button, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { LogSearch, MadeExtract } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { askedOf } from '../search/search.ts';
import '../search/search.css';
import { Made } from './made.tsx';
import { texts } from './texts.ts';

/** The patient's own extract of the log: to be looked at here, and saved as what she is given. */
export default function ExtractPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const [patient, setPatient] = useState('');
  const [firstDay, setFirstDay] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [wrong, setWrong] = useState<'patient' | 'lastDay'>();
  const making = useMutation({
    mutationFn: (body: LogSearch) => call<MadeExtract>('POST', '/access-log/extracts', { body }),
    // Nothing about a patient stays when the page is left.
    gcTime: 0,
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    const asked = askedOf({ patient, firstDay, lastDay }, new Date());
    const isNobody = asked.kind === 'search' && asked.body.patient === undefined;
    setWrong(asked.kind === 'wrong' ? asked.field : isNobody ? 'patient' : undefined);
    if (asked.kind === 'search' && !isNobody) making.mutate(asked.body);
  }

  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.what}</Paragraph>
      <Paragraph>
        {text.logged} {text.names}
      </Paragraph>
      <form className="log-search" onSubmit={submit} autoComplete="off" noValidate>
        <Textfield
          label={text.patient}
          description={text.patientHelp}
          error={wrong === 'patient' && text.patientWrong}
          value={patient}
          onChange={({ target }) => setPatient(target.value)}
          maxLength={64}
          spellCheck={false}
        />
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
          error={wrong === 'lastDay' && text.lastDayWrong}
          value={lastDay}
          onChange={({ target }) => setLastDay(target.value)}
        />
        <div className="log-search__buttons">
          <Button type="submit" loading={making.isPending}>
            {text.make}
          </Button>
        </div>
      </form>
      {making.error && <ProblemNote problem={making.error} />}
      {making.data && <Made extract={making.data} />}
    </div>
  );
}
