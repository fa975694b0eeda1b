import { Alert, Checkbox, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EmergencyTask } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { useNames } from '../names.ts';
import { EmergencyCard } from './emergency-card.tsx';
import { texts } from './texts.ts';

/** Emergencies that wait for a verdict, the one to be judged first on top. */
export default function EmergenciesPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const [closed, setClosed] = useState(false);
  const [judged, setJudged] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['access-log', 'emergencies', closed],
    queryFn: () =>
      call<{ emergencies: readonly EmergencyTask[] }>('POST', '/access-log/emergencies', { body: { closed } }),
  });
  const tasks = data?.emergencies.toReversed() ?? [];
  const nameOf = useNames(tasks.flatMap(hsaIdsOf));
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.what}</Paragraph>
      <Checkbox label={text.alsoJudged} checked={closed} onChange={({ target }) => setClosed(target.checked)} />
      {judged && (
        <Alert data-color="success" role="status">
          {text.judged}
        </Alert>
      )}
      {isPending && <Spinner aria-label={text.waiting} />}
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {data && tasks.length === 0 && <Paragraph>{closed ? text.noneAtAll : text.none}</Paragraph>}
      {tasks.map((task) => (
        <EmergencyCard key={task.emergency} task={task} nameOf={nameOf} onJudged={() => setJudged(true)} />
      ))}
    </div>
  );
}

function hsaIdsOf({ reader, careUnit, careProvider, reviewers, read, verdicts }: EmergencyTask) {
  return [reader, careUnit, careProvider, ...reviewers, ...read.units, ...verdicts.map(({ madeBy }) => madeBy)];
}
