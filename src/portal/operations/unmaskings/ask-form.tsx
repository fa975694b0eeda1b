import { Alert, Button, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** Asks to see one message, for a reason. */
export function AskForm({ message }: { readonly message: string }) {
  const text = useTexts(texts);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const asking = useMutation({
    mutationFn: () =>
      call('POST', '/ops/unmaskings', { body: { subject: { kind: 'message', message }, reason: reason.trim() } }),
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
      <Paragraph>
        {text.askFor} <code>{message}</code>
      </Paragraph>
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
        <Button type="submit" loading={asking.isPending} disabled={reason.trim() === ''}>
          {text.ask}
        </Button>
      </div>
    </form>
  );
}
