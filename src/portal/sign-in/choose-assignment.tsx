import { Alert, Button, Card, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { Assignments } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useSessionChanged } from '../shell/session.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** One of the assignments that the care directory gives the person now. */
export function ChooseAssignment({ ended }: { readonly ended: boolean }) {
  const text = useTexts(texts);
  usePageTitle(text.choose);
  const changed = useSessionChanged();
  const { data, error, isPending } = useQuery({
    queryKey: ['assignments'],
    queryFn: () => call<Assignments>('GET', '/assignments'),
  });
  const choosing = useMutation({
    mutationFn: (assignment: string) => call('POST', '/session/assignment', { body: { assignment } }),
    onSuccess: changed,
  });
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.choose}</Heading>
      <Paragraph>{text.chooseText}</Paragraph>
      {ended && <Alert data-color="warning">{text.ended}</Alert>}
      {isPending && <Spinner aria-label="…" />}
      {(error ?? choosing.error) && <ProblemNote problem={(error ?? choosing.error) as Error} />}
      {data?.assignments.length === 0 && <Alert data-color="warning">{text.none}</Alert>}
      {data?.assignments.map((each) => (
        <Card key={each.hsaId}>
          <div className="row">
            <div>
              <strong>{each.careUnit?.name ?? each.careProvider.name}</strong>
              <Paragraph data-size="sm">
                {each.purpose} · {each.careProvider.name}
              </Paragraph>
            </div>
            <Button data-size="sm" loading={choosing.isPending} onClick={() => choosing.mutate(each.hsaId)}>
              {text.choose}
              <span className="only-heard">: {each.name}</span>
            </Button>
          </div>
        </Card>
      ))}
    </div>
  );
}
