import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useQueryClient } from '@tanstack/react-query';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { Problem } from '../api/problem.ts';
import { CallLink } from '../operations/call-link.tsx';
import { useTexts } from '../texts/language.tsx';
import { sessionKey } from './session.ts';
import { texts } from './texts.ts';

/** What went wrong, and what to tell those who help. `again`: tries once more. */
export function ProblemNote({ problem, again }: { readonly problem: Error; readonly again?: () => void }) {
  const text = useTexts(texts);
  // Looked at and not asked for: that may be what has failed.
  const session = useQueryClient().getQueryData<ShownSession | null>(sessionKey);
  const mayFollow = session?.roles.includes('integration-engineer') ?? false;
  const known = problem instanceof Problem ? problem : undefined;
  const what = known?.code === 'UNREACHABLE' ? text.unreachable : known?.message || text.broken;
  return (
    <Alert data-color="danger" role="alert">
      <Heading level={2} data-size="2xs">
        {text.problem}
      </Heading>
      <Paragraph>{what}</Paragraph>
      {known?.correlationId && (
        <Paragraph data-size="sm">
          {text.reference} <code>{known.code}</code>{' '}
          {mayFollow ? <CallLink id={known.correlationId} /> : <code>{known.correlationId}</code>}
        </Paragraph>
      )}
      {again && (
        <Button variant="secondary" data-size="sm" onClick={again}>
          {text.again}
        </Button>
      )}
    </Alert>
  );
}
