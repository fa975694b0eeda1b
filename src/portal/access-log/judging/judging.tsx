import { Button, Field, Fieldset, Label, Radio, Textarea } from '@digdir/designsystemet-react';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { VerdictKind } from '../../../faces/portal-api/shapes/reviews.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import '../card.css';
import { texts, verdictKinds } from './texts.ts';

interface JudgingProps {
  /** What the verdict is given to. */
  readonly path: string;
  /** ISO 8601: the latest that the verdict is on, where more may be done. */
  readonly upTo?: string;
  /** What has to be asked for anew. */
  readonly changes: readonly QueryKey[];
  readonly onJudged: () => void;
}

/** A verdict and why. Nothing that was judged before is removed by it. */
export function Judging({ path, upTo, changes, onJudged }: JudgingProps) {
  const text = useTexts(texts);
  const name = useId();
  const queries = useQueryClient();
  const [verdict, setVerdict] = useState<VerdictKind>();
  const [reason, setReason] = useState('');
  const judging = useMutation({
    mutationFn: () => call('POST', path, { body: { verdict, reason: reason.trim(), upTo } }),
    gcTime: 0,
    async onSuccess() {
      onJudged();
      setVerdict(undefined);
      setReason('');
      for (const queryKey of changes) await queries.invalidateQueries({ queryKey });
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
        {verdictKinds.map((kind) => (
          <Radio
            key={kind}
            name={name}
            value={kind}
            label={text.verdicts[kind]}
            checked={verdict === kind}
            onChange={() => setVerdict(kind)}
          />
        ))}
      </Fieldset>
      <Field>
        <Label>{text.why}</Label>
        <Field.Description>{text.whyHelp}</Field.Description>
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
