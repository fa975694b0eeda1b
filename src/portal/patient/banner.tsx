import { Button, Details, Tag } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { AskForPlaces } from '../places/ask-for-places.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { ChangePatient } from './change.tsx';
import { writtenIdentity } from './identity.ts';
import { fullName } from './name.ts';
import './patient.css';
import { usePatient, usePatientInTab } from './patient.tsx';
import { texts } from './texts.ts';
import { useAge } from './use-age.ts';

/** Whose information the page is about; stays in view whatever is scrolled. */
export function PatientBanner() {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const age = useAge(patient);
  const { close } = usePatientInTab();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const closing = useMutation({ mutationFn: close, onSuccess: () => navigate('/') });
  return (
    <>
      <section className="banner" aria-label={text.patient}>
        <div className="banner__line">
          <strong className="banner__name">{patient.name ? fullName(patient.name) : text.noName}</strong>
          <span className="banner__number">{writtenIdentity(patient.identity)}</span>
          <span>{age ?? text.noAge}</span>
          {patient.sex && <span>{text.sexes[patient.sex]}</span>}
          {patient.death && (
            <Tag data-color="neutral">{patient.death.date ? text.deadOn(patient.death.date) : text.dead}</Tag>
          )}
          {patient.protected && <Tag data-color="warning">{text.protectedIdentity}</Tag>}
          <span className="banner__tools not-printed">
            <AskForPlaces />
            <Button variant="secondary" data-size="sm" onClick={() => setChanging(true)}>
              {text.change}
            </Button>
            <Button variant="tertiary" data-size="sm" loading={closing.isPending} onClick={() => closing.mutate()}>
              {text.close}
            </Button>
          </span>
        </div>
        {closing.error && <ProblemNote problem={closing.error} />}
        {changing && <ChangePatient onClose={() => setChanging(false)} />}
      </section>
      {patient.protected && (
        <Details data-size="sm" className="not-printed">
          <Details.Summary>{text.handling}</Details.Summary>
          <Details.Content>{patient.known ? text.protectedHow : text.unreached}</Details.Content>
        </Details>
      )}
    </>
  );
}
