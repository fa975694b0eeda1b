import { Alert, Button, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ShownUnmaskings } from '../../../faces/portal-api/shapes/operations.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

interface AskFormProps {
  /** Undefined until it is wholly said. */
  readonly subject: ShownUnmaskings['unmaskings'][number]['subject'] | undefined;
  /** What says the subject. */
  readonly children: ReactNode;
}

/** Asks to see something as it is, for a reason. */
export function AskForm({ subject, children }: AskFormProps) {
  const text = useTexts(texts);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const asking = useMutation({
    mutationFn: () => call('POST', '/ops/unmaskings', { body: { subject, reason: reason.trim() } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['polled', '/ops/unmaskings'] }),
  });
  if (asking.isSuccess)
    return (
      <Alert data-color="success" role="status">
        {text.asked}
      </Alert>
    );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        asking.mutate();
      }}
    >
      {children}
      <Textfield
        label={text.reason}
        description={text.reasonText}
        value={reason}
        maxLength={1_000}
        required
        onChange={({ target }) => setReason(target.value)}
      />
      {asking.error && <ProblemNote problem={asking.error} />}
      <div>
        <Button type="submit" loading={asking.isPending} disabled={subject === undefined || reason.trim() === ''}>
          {text.ask}
        </Button>
      </div>
    </form>
  );
}
