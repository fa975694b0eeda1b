import { Alert, Button, Card, Heading, Paragraph, Select, Spinner, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WaitingLiftRequest } from '../../faces/portal-api/shapes/lift-requests.ts';
import { call } from '../api/client.ts';
import { writtenIdentity } from '../patient/identity.ts';
import '../patient/patient.css';
import { fullName } from '../patient/name.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

const key = ['lift-requests', 'waiting'] as const;

/** Requests that wait for the reader's unit, which has a block; to be lifted or declined. */
export default function LiftRequestsPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: key,
    queryFn: () => call<{ items: readonly WaitingLiftRequest[] }>('GET', '/lift-requests'),
    // Nothing about a patient stays when the page is left.
    gcTime: 0,
  });
  const [said, setSaid] = useState<'lifted' | 'declined'>();
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.text}</Paragraph>
      {said && (
        <Alert data-color={said === 'lifted' ? 'success' : 'info'} role="status">
          {text[said]}
        </Alert>
      )}
      {isPending && <Spinner aria-label={text.title} />}
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {data?.items.length === 0 && <Paragraph>{text.none}</Paragraph>}
      {data?.items.map((request) => (
        <RequestCard key={request.id} request={request} answered={setSaid} />
      ))}
    </div>
  );
}

interface RequestCardProps {
  readonly request: WaitingLiftRequest;
  readonly answered: (outcome: 'lifted' | 'declined') => void;
}

type Days = '1' | '3' | '7';

function RequestCard({ request, answered }: RequestCardProps) {
  const text = useTexts(texts);
  const queries = useQueryClient();
  const { id, patient, from, ground } = request;
  const [days, setDays] = useState<Days>('1');
  const [word, setWord] = useState('');
  const answering = useMutation({
    mutationFn: (outcome: 'lifted' | 'declined') => {
      const said = word.trim() !== '' && { text: word.trim() };
      // A minute short, so that clocks that differ do not make it more than seven days.
      const end = new Date(Date.now() + Number(days) * 24 * 3_600_000 - 60_000).toISOString();
      return outcome === 'lifted'
        ? call('POST', `/lift-requests/${id}/lift`, { body: { end, ...said } })
        : call('POST', `/lift-requests/${id}/decline`, { body: { ...said } });
    },
    gcTime: 0,
    async onSuccess(_, outcome) {
      answered(outcome);
      await queries.invalidateQueries({ queryKey: ['lift-requests'] });
    },
  });
  const facts = [
    [text.patient, `${patient.name ? fullName(patient.name) : ''} ${writtenIdentity(patient.identity)}`],
    [text.from, `${from.careUnit.name ?? from.careUnit.hsaId}, ${from.careProvider.name ?? from.careProvider.hsaId}`],
    [text.by, from.employee.name ?? from.employee.hsaId],
    [text.ground, text.grounds[ground]],
    [text.why, request.text],
  ] as const;
  return (
    <Card>
      <dl className="facts">
        {facts.map(([term, what]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <Textfield label={text.word} value={word} onChange={({ target }) => setWord(target.value)} maxLength={1_024} />
      {answering.error && <ProblemNote problem={answering.error} />}
      <div className="row">
        <Button loading={answering.isPending} onClick={() => answering.mutate('lifted')}>
          {text.lift}
        </Button>
        <Select
          width="auto"
          aria-label={text.liftText}
          value={days}
          onChange={({ target }) => setDays(target.value as Days)}
        >
          {(['1', '3', '7'] as const).map((each) => (
            <Select.Option key={each} value={each}>
              {text.days[each]}
            </Select.Option>
          ))}
        </Select>
        <Button variant="secondary" disabled={answering.isPending} onClick={() => answering.mutate('declined')}>
          {text.decline}
        </Button>
      </div>
    </Card>
  );
}
