import { Button, Card, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Blocker } from '../../faces/portal-api/shapes/holders.ts';
import type { SentLiftRequest } from '../../faces/portal-api/shapes/lift-requests.ts';
import { call } from '../api/client.ts';
import { useLiftRequestCount } from '../lift-requests/use-count.ts';
import { patientKey, usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import type { Holders } from './holders-state.ts';
import { texts } from './texts.ts';
import { useChange } from './use-gate.ts';

/**
 * What the unit has asked to have lifted of the open patient, and what was answered. How many answers have come is asked
 * again and again; only a new one has the patient looked at anew, which is logged.
 */
export function useSentRequests() {
  const { opening, patient } = usePatient();
  const { data: count } = useLiftRequestCount(15_000);
  return useQuery({
    queryKey: [patientKey, 'lift-requests', opening, count?.answered],
    enabled: count !== undefined,
    placeholderData: (previous, query) => (query?.queryKey[2] === opening ? previous : undefined),
    queryFn: () =>
      call<{ items: readonly SentLiftRequest[] }>('POST', '/lift-requests/search', {
        body: { patient: patient.identity },
      }),
  });
}

interface BlockersProps {
  readonly holders: Holders;
  readonly asked: boolean;
}

/** Who has blocked information, how to reach them, and a request to lift. No emergency opens a block (SVOD 3:5). */
export function Blockers({ holders: { blockers, done }, asked }: BlockersProps) {
  const text = useTexts(texts);
  const { data: sent } = useSentRequests();
  // What has been lifted is blocked no more.
  const others = sent?.items.filter(({ to }) => !blockers.some(({ careProvider }) => careProvider === to.hsaId));
  return (
    <section className="stack" aria-live="polite">
      {asked && (
        <Heading level={3} data-size="2xs">
          {text.holders.blocked}
        </Heading>
      )}
      {blockers.length === 0 && done && <Paragraph>{text.holders.noneBlocked}</Paragraph>}
      {blockers.length > 0 && <Paragraph>{text.holders.blockedText}</Paragraph>}
      {blockers.map((blocker) => (
        <BlockerCard
          key={blocker.hsaId}
          blocker={blocker}
          sent={sent?.items.find(({ to }) => to.hsaId === blocker.careProvider)}
        />
      ))}
      {others?.map((request) => (
        <Card key={request.id}>
          <strong>{request.to.name ?? request.to.hsaId}</strong>
          <SentRequest request={request} />
        </Card>
      ))}
    </section>
  );
}

interface BlockerCardProps {
  readonly blocker: Blocker;
  readonly sent: SentLiftRequest | undefined;
}

function BlockerCard({ blocker, sent }: BlockerCardProps) {
  const text = useTexts(texts);
  const { hsaId, name, switchboard, onCall, careProvider } = blocker;
  return (
    <Card>
      <strong>{name ?? hsaId}</strong>
      <dl className="facts">
        {switchboard && (
          <div>
            <dt>{text.holders.switchboard}</dt>
            <dd>
              <a className="ds-link" href={`tel:${switchboard}`}>
                {switchboard}
              </a>
            </dd>
          </div>
        )}
        {onCall && (
          <div>
            <dt>{text.holders.onCall}</dt>
            <dd>
              <a className="ds-link" href={`tel:${onCall.replaceAll(/[^+0-9]/g, '')}`}>
                {onCall}
              </a>
            </dd>
          </div>
        )}
      </dl>
      {sent ? <SentRequest request={sent} /> : <AskForLift careProvider={careProvider} ground="emergency" />}
    </Card>
  );
}

export function SentRequest({ request: { text: why, answers } }: { readonly request: SentLiftRequest }) {
  const text = useTexts(texts);
  const isLifted = answers.some(({ outcome }) => outcome === 'lifted');
  const declined = answers.find(({ outcome }) => outcome === 'declined');
  return (
    <div role="status">
      <Paragraph>
        <strong>{isLifted ? text.lift.lifted : declined ? text.lift.declined : text.lift.waiting}</strong>
        {declined?.text && `: ${declined.text}`}
      </Paragraph>
      <Paragraph data-size="sm">{why}</Paragraph>
      {answers.length === 0 && <Paragraph data-size="sm">{text.lift.sent}</Paragraph>}
    </div>
  );
}

interface AskForLiftProps {
  /** HSA-id. */
  readonly careProvider: string;
  readonly ground: 'consent' | 'emergency';
}

export function AskForLift({ careProvider, ground }: AskForLiftProps) {
  const text = useTexts(texts);
  const { patient } = usePatient();
  const [why, setWhy] = useState('');
  const [tried, setTried] = useState(false);
  const asking = useChange(() =>
    call('POST', '/lift-requests', { body: { patient: patient.identity, careProvider, ground, text: why.trim() } }),
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (why.trim() !== '') asking.mutate();
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Textfield
        label={text.lift.why}
        error={tried && why.trim() === '' && text.required}
        value={why}
        onChange={({ target }) => setWhy(target.value)}
        maxLength={1_024}
      />
      {asking.error && <ProblemNote problem={asking.error} />}
      <div>
        <Button type="submit" variant="secondary" data-size="sm" loading={asking.isPending}>
          {text.lift.send}
        </Button>
      </div>
    </form>
  );
}
