import { Alert, Button, Dialog, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';
import type { OpenPatient, ShownPatient } from '../../faces/portal-api/shapes/patient.ts';
import { call } from '../api/client.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useSession } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { writtenIdentity } from './identity.ts';
import { fullName } from './name.ts';
import { usePatientInTab } from './patient.tsx';
import { texts } from './texts.ts';
import { useAge } from './use-age.ts';
import { businessOf, firstPage } from './where-first.ts';

/** Right patient: name, number and age, for the reader to compare before anything opens. */
export function ConfirmPatient({
  patient,
  onCancel,
}: {
  readonly patient: ShownPatient;
  readonly onCancel: () => void;
}) {
  const text = useTexts(texts);
  const age = useAge(patient);
  const { state, opened } = usePatientInTab();
  const { data: session } = useSession();
  const navigate = useNavigate();
  const opening = useMutation({
    mutationFn: () => call<OpenPatient>('POST', '/patient/open', { body: { patient: patient.identity } }),
    gcTime: 0,
    onSuccess(open) {
      opened(open);
      navigate(firstPage(session ? businessOf(session) : 'none'), { state: { entering: true } });
    },
  });
  const right = useRef<HTMLButtonElement>(null);
  // A dialog that opens has its first button in focus, which is the one that closes it.
  useEffect(() => right.current?.focus(), []);
  const before = state.kind === 'open' ? state.open.patient : undefined;
  return (
    <Dialog open closeButton={text.cancel} onClose={onCancel} aria-labelledby="right-patient">
      <div className="stack">
        <Heading id="right-patient" level={2} data-size="sm">
          {patient.known ? text.isRight : text.isRightUnknown}
        </Heading>
        <dl className="facts">
          {patient.known && (
            <div>
              <dt>{text.name}</dt>
              <dd className="facts__main">{patient.name ? fullName(patient.name) : text.noName}</dd>
            </div>
          )}
          <div>
            <dt>{text.identity}</dt>
            <dd className="facts__main">{writtenIdentity(patient.identity)}</dd>
          </div>
          <div>
            <dt>{text.age}</dt>
            <dd className="facts__main">{age ?? text.noAge}</dd>
          </div>
        </dl>
        {!patient.known && <Alert data-color="warning">{patient.protected ? text.unreached : text.unknown}</Alert>}
        {patient.known && patient.protected && (
          <Alert data-color="warning">
            <Heading level={3} data-size="2xs">
              {text.protectedIdentity}
            </Heading>
            <Paragraph>{text.protectedHow}</Paragraph>
          </Alert>
        )}
        {patient.death && (
          <Alert data-color="info">{patient.death.date ? text.deadOn(patient.death.date) : text.dead}</Alert>
        )}
        {before && <Paragraph>{text.willClose(before.name ? fullName(before.name) : text.someone)}</Paragraph>}
        {opening.error && <ProblemNote problem={opening.error} />}
        <div className="row">
          <Button ref={right} loading={opening.isPending} onClick={() => opening.mutate()}>
            {patient.known ? text.right : text.rightUnknown}
          </Button>
          <Button variant="secondary" onClick={onCancel}>
            {text.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
