import './sign-in.css';
import { Alert, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useEffect } from 'react';
import { usePageTitle } from '../shell/page-title.ts';
import { useTexts } from '../texts/language.tsx';
import { AssignmentList } from './assignment-list.tsx';
import { useAssignments, useChoose } from './choosing.ts';
import { texts } from './texts.ts';
import { ToDirectory } from './to-directory.tsx';

/** One of the assignments that the care directory gives the person now; not asked when there is one alone. */
export function ChooseAssignment({ ended }: { readonly ended: boolean }) {
  const text = useTexts(texts);
  usePageTitle(text.choose);
  const { data } = useAssignments();
  const { mutate } = useChoose();
  const only = !ended && data?.assignments.length === 1 ? data.assignments[0]?.hsaId : undefined;
  useEffect(() => {
    if (only !== undefined) mutate(only);
  }, [only, mutate]);
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.choose}</Heading>
      <Paragraph>{text.chooseText}</Paragraph>
      {ended && <Alert data-color="warning">{text.ended}</Alert>}
      <AssignmentList />
      <ToDirectory />
    </div>
  );
}
