import { Button, Card, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { ShownBlock } from '../../faces/portal-api/shapes/block.ts';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { useMoment } from '../common/use-moment.ts';
import { useChange } from '../gate/use-gate.ts';
import { usePatient } from '../patient/patient.tsx';
import { businessOf } from '../patient/where-first.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { LiftForm } from './lift-form.tsx';
import { texts } from './texts.ts';

interface BlockCardProps {
  readonly block: ShownBlock;
  readonly session: ShownSession;
}

/** One block: what it is about, what is lifted of it, and what may be done. */
export function BlockCard({ block, session }: BlockCardProps) {
  const text = useTexts(texts);
  const moment = useMoment();
  const [lifting, setLifting] = useState(false);
  const isClinician = businessOf(session) === 'care';
  const standing = block.unregistered === null;
  return (
    <Card className={standing ? undefined : 'block--ended'}>
      <Heading level={3} data-size="2xs">
        {text.kinds[block.kind]}
      </Heading>
      <Paragraph>{text.kindText[block.kind]}</Paragraph>
      <Paragraph>
        {block.start || block.end ? text.period(dayOf(block.start), dayOf(block.end)) : text.all}
        {block.excludedTypes.length > 0 &&
          `, ${text.except} ${block.excludedTypes.map((type) => text.types[type]).join(', ')}`}
      </Paragraph>
      <Paragraph data-size="sm">
        {text.registered(moment(block.registered.registeredAt))}
        {block.unregistered && ` · ${text.ended(moment(block.unregistered))}`}
      </Paragraph>
      <Lifts block={block} isClinician={isClinician} />
      {standing && (
        <div className="row">
          <EndBlock id={block.id} />
          {isClinician && (
            <Button variant="tertiary" data-size="sm" aria-expanded={lifting} onClick={() => setLifting(!lifting)}>
              {text.lift}
            </Button>
          )}
        </div>
      )}
      {lifting && <LiftForm block={block} done={() => setLifting(false)} />}
    </Card>
  );
}

/** `YYYY-MM-DD`, or an open end. */
function dayOf(instant: string | null): string {
  return instant?.slice(0, 10) ?? '…';
}

function EndBlock({ id }: { readonly id: string }) {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const [asked, setAsked] = useState(false);
  const ending = useChange(() => call('POST', `/blocks/${id}/unregister`, { body: { patient: patient.identity } }));
  if (!asked)
    return (
      <Button variant="secondary" data-size="sm" onClick={() => setAsked(true)}>
        {text.end}
      </Button>
    );
  return (
    <div className="stack">
      <Paragraph>{text.endText}</Paragraph>
      {ending.error && <ProblemNote problem={ending.error} />}
      <div className="row">
        <Button autoFocus data-size="sm" loading={ending.isPending} onClick={() => ending.mutate()}>
          {text.sure}
        </Button>
        <Button variant="tertiary" data-size="sm" onClick={() => setAsked(false)}>
          {text.cancel}
        </Button>
      </div>
    </div>
  );
}

function Lifts({ block, isClinician }: { readonly block: ShownBlock; readonly isClinician: boolean }) {
  const text = useTexts(texts);
  const moment = useMoment();
  const { patient } = usePatient();
  const ending = useChange<string>((id) => call('POST', `/lifts/${id}/end`, { body: { patient: patient.identity } }));
  const inForce = block.lifts.filter(({ ended, end }) => ended === null && Date.parse(end) > Date.now());
  if (inForce.length === 0) return null;
  return (
    <div className="stack">
      <strong>{text.lifts}</strong>
      {inForce.map(({ id, careUnit, end, ground }) => (
        <div key={id} className="row">
          <span>
            {text.liftFor(careUnit, moment(end))} · {text.grounds[ground]}
          </span>
          {isClinician && (
            <Button variant="tertiary" data-size="sm" loading={ending.isPending} onClick={() => ending.mutate(id)}>
              {text.endLift}
            </Button>
          )}
        </div>
      ))}
      {ending.error && <ProblemNote problem={ending.error} />}
    </div>
  );
}
