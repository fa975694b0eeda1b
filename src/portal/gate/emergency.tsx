import { Alert, Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { Gate, Standing } from '../../faces/portal-api/shapes/gate.ts';
import { call } from '../api/client.ts';
import { usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useSession } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { Blockers } from './blockers.tsx';
import { HoldersList } from './holders-list.tsx';
import { texts } from './texts.ts';
import { useChange } from './use-gate.ts';
import { useHolders } from './use-holders.ts';

type Reason = 'danger-to-life' | 'serious-risk-to-health';

/**
 * Step 1: one press says what the danger is, with words that are written beforehand. Who declares it where the patient is
 * not in the unit's care registers that she is: without a relation the law gives no emergency (SVOD 3:1, 3:6).
 */
export function DeclareEmergency({ gate }: { readonly gate: Gate }) {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const [told, setTold] = useState(text.emergency.prefilled);
  const isInCare = gate.relation.state === 'current';
  const declaring = useChange<Reason>(async (reasonCode) => {
    const end = new Date(Date.now() + gate.emergencyHours * 3_600_000).toISOString();
    if (!isInCare)
      await call('POST', '/relations', { body: { patient: patient.identity, end, ground: text.ways.emergency } });
    const body = { patient: patient.identity, reasonCode, text: told.trim() || text.emergency.prefilled };
    await call('POST', '/emergencies', { body });
  });
  return (
    <div className="stack">
      <Paragraph>{text.emergency.text}</Paragraph>
      {!isInCare && <Paragraph>{text.emergency.also}</Paragraph>}
      {declaring.error && <ProblemNote problem={declaring.error} />}
      <div className="row">
        <Button data-color="danger" loading={declaring.isPending} onClick={() => declaring.mutate('danger-to-life')}>
          {text.emergency.danger}
        </Button>
        <Button
          data-color="danger"
          variant="secondary"
          disabled={declaring.isPending}
          onClick={() => declaring.mutate('serious-risk-to-health')}
        >
          {text.emergency.risk}
        </Button>
      </div>
      <Textfield
        label={text.emergency.reason}
        value={told}
        onChange={({ target }) => setTold(target.value)}
        maxLength={1_024}
      />
      <Paragraph data-size="sm">{text.emergency.hours(gate.emergencyHours)}</Paragraph>
    </div>
  );
}

interface EmergencyProps {
  readonly standing: Standing;
  readonly done: () => void;
}

/** Step 2: who holds and who has blocked is told as they answer; what is not blocked may be opened at once. */
export function DeclaredEmergency({ standing, done }: EmergencyProps) {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const { data: session } = useSession();
  const { registered, opened } = standing;
  // Once it is opened every record system is asked anew only when that is wanted.
  const [asks, setAsks] = useState(!opened);
  const { holders, problem, again } = useHolders(asks);
  const opening = useChange(
    () => call('POST', `/emergencies/${registered?.id}/open`, { body: { patient: patient.identity } }),
    done,
  );
  const isOwn = registered?.by.hsaId === session?.person.hsaId;
  return (
    <div className="stack">
      {opened && <Alert data-color="warning">{text.emergency.opened}</Alert>}
      {!opened && isOwn && (
        <div>
          <Button autoFocus data-color="danger" loading={opening.isPending} onClick={() => opening.mutate()}>
            {text.emergency.open}
          </Button>
        </div>
      )}
      {!opened && !isOwn && <Paragraph>{text.emergency.others}</Paragraph>}
      {opening.error && <ProblemNote problem={opening.error} />}
      {!asks && (
        <div>
          <Button variant="secondary" data-size="sm" onClick={() => setAsks(true)}>
            {text.incapable.declare}
          </Button>
        </div>
      )}
      {asks && <HoldersList holders={holders} problem={problem} again={again} />}
      <Blockers holders={holders} asked={asks} />
    </div>
  );
}
