import { Alert, Button, Card, Details, Paragraph, Spinner } from '@digdir/designsystemet-react';
import type { ShownAssignment } from '../../faces/portal-api/shapes/session.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { texts as shellTexts } from '../shell/texts.ts';
import { useTexts } from '../texts/language.tsx';
import { useAssignments, useChoose } from './choosing.ts';
import { texts } from './texts.ts';

/** Assignments to choose among, and why others cannot be chosen. `current`: the one chosen now. */
export function AssignmentList({ current, onChosen }: { readonly current?: string; readonly onChosen?: () => void }) {
  const text = useTexts(texts);
  const { waiting } = useTexts(shellTexts);
  const { data, error, isPending } = useAssignments();
  const choosing = useChoose(onChosen);
  const problem = error ?? choosing.error;
  return (
    <div className="stack">
      {isPending && <Spinner aria-label={waiting} />}
      {problem && <ProblemNote problem={problem} />}
      {data?.assignments.length === 0 && <Alert data-color="warning">{text.none}</Alert>}
      <ul className="assignments">
        {data?.assignments.map((each) => (
          <li key={each.hsaId}>
            <Card className="assignments__one">
              <div>
                <strong>{each.careUnit?.name ?? each.careProvider.name}</strong>
                <Paragraph data-size="sm">
                  {whatFor(each)} · {each.careProvider.name}
                </Paragraph>
              </div>
              {each.hsaId === current ? (
                <span className="assignments__current">{text.current}</span>
              ) : (
                <Button
                  data-size="sm"
                  variant="secondary"
                  disabled={choosing.isPending && choosing.variables !== each.hsaId}
                  loading={choosing.isPending && choosing.variables === each.hsaId}
                  onClick={() => choosing.mutate(each.hsaId)}
                >
                  {text.take}
                  <span className="only-heard">: {each.name}</span>
                </Button>
              )}
            </Card>
          </li>
        ))}
      </ul>
      {data && data.omitted.length > 0 && (
        <Details>
          <Details.Summary>{text.leftOut}</Details.Summary>
          <Details.Content>
            <ul>
              {data.omitted.map(({ hsaId, name, purpose, reason }) => (
                <li key={hsaId}>
                  {name} ({purpose}): {text.why(reason)}
                </li>
              ))}
            </ul>
          </Details.Content>
        </Details>
      )}
    </div>
  );
}

/** Many are called by their purpose already. */
function whatFor({ name, purpose }: ShownAssignment): string {
  return name.startsWith(purpose) ? name : `${name} · ${purpose}`;
}
