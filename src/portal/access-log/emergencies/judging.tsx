import { Button, Field, Fieldset, Label, Radio, Textarea } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { EmergencyTask, VerdictKind } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

interface JudgingProps {
  readonly task: EmergencyTask;
  readonly onJudged: () => void;
}

const kinds = ['justified', 'not-justified', 'needs-inquiry'] as const satisfies readonly VerdictKind[];

/** A verdict and why. Nothing that was judged before is removed by it. */
export function Judging({ task: { emergency }, onJudged }: JudgingProps) {
  const text = useTexts(texts);
  const queries = useQueryClient();
  const [verdict, setVerdict] = useState<VerdictKind>();
  const [reason, setReason] = useState('');
  const judging = useMutation({
    mutationFn: () =>
      call('POST', `/access-log/emergencies/${encodeURIComponent(emergency)}/verdicts`, {
        body: { verdict, reason: reason.trim() },
      }),
    gcTime: 0,
    async onSuccess() {
      onJudged();
      setVerdict(undefined);
      setReason('');
      await queries.invalidateQueries({ queryKey: ['access-log', 'emergencies'] });
      await queries.invalidateQueries({ queryKey: ['access-log', 'waiting'] });
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (verdict && reason.trim()) judging.mutate();
  }
  return (
    <form className="log-card__judging" onSubmit={submit} autoComplete="off">
      <Fieldset>
        <Fieldset.Legend>{text.verdict}</Fieldset.Legend>
        {kinds.map((kind) => (
          <Radio
            key={kind}
            name={`verdict-${emergency}`}
            value={kind}
            label={text.verdicts[kind]}
            checked={verdict === kind}
            onChange={() => setVerdict(kind)}
          />
        ))}
      </Fieldset>
      <Field>
        <Label>{text.why}</Label>
        <Textarea
          value={reason}
          onChange={({ target }) => setReason(target.value)}
          maxLength={1_024}
          rows={2}
          required
        />
      </Field>
      {judging.error && <ProblemNote problem={judging.error} />}
      <div>
        <Button type="submit" loading={judging.isPending} disabled={!verdict || !reason.trim()}>
          {text.judge}
        </Button>
      </div>
    </form>
  );
}
