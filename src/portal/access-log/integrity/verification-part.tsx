import { Alert, Button, Field, Heading, Label, Paragraph, Textarea, Textfield } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ShownVerification, VerificationRun } from '../../../faces/portal-api/shapes/integrity.ts';
import { call } from '../../api/client.ts';
import { Progress } from '../../common/progress.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePolled } from '../../common/use-polled.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

const path = '/access-log/verification';
/** No head is longer. */
const maxHead = 16_384;

/** Verifies all of the log; it goes on while nobody looks. */
export function VerificationPart() {
  const text = useTexts(texts);
  const moment = useMoment();
  const { data, error, refetch } = usePolled<ShownVerification>(path, 2_000);
  const [head, setHead] = useState('');
  const beginning = useMutation({
    mutationFn: () =>
      call<ShownVerification>('POST', path, { body: head.trim() === '' ? {} : { head: `${head.trimEnd()}\n` } }),
    onSuccess: () => refetch(),
  });
  const stopping = useMutation({
    mutationFn: (id: string) => call('DELETE', `${path}/${id}`),
    onSettled: () => refetch(),
  });
  const problem = beginning.error ?? stopping.error ?? error;
  function submit(event: FormEvent): void {
    event.preventDefault();
    beginning.mutate();
  }
  return (
    <section className="integrity__part">
      <Heading level={2} data-size="xs">
        {text.verify}
      </Heading>
      <Paragraph>{text.verifyWhat}</Paragraph>
      <form className="integrity__form" onSubmit={submit} autoComplete="off">
        <Field>
          <Label>{text.earlier}</Label>
          <Field.Description>{text.earlierHelp}</Field.Description>
          <Textarea
            value={head}
            onChange={({ target }) => setHead(target.value)}
            maxLength={maxHead}
            rows={4}
            spellCheck={false}
          />
        </Field>
        <Textfield
          type="file"
          label={text.file}
          onChange={({ target }) => void readChosen(target).then((read) => read !== undefined && setHead(read))}
        />
        <div>
          <Button
            type="submit"
            loading={beginning.isPending}
            disabled={data?.state === 'running' && head.trim() === ''}
          >
            {text.verifyNow}
          </Button>
        </div>
      </form>
      {problem && <ProblemNote problem={problem} />}
      <div aria-live="polite">
        {data && <Found verification={data} />}
        {data?.broken?.state === 'broken' && (
          <Broken run={data.broken} title={text.brokenBefore(moment(data.broken.endedAt ?? ''))} />
        )}
      </div>
      {data?.state === 'running' && data.isOwn && (
        <div>
          <Button variant="secondary" loading={stopping.isPending} onClick={() => stopping.mutate(data.id)}>
            {text.stop}
          </Button>
        </div>
      )}
    </section>
  );
}

/** A file that is longer than a head is none. */
async function readChosen(input: HTMLInputElement | HTMLTextAreaElement): Promise<string | undefined> {
  const [file] = (input as HTMLInputElement).files ?? [];
  return file?.slice(0, maxHead).text();
}

function Found({ verification }: { readonly verification: VerificationRun }) {
  const text = useTexts(texts);
  const moment = useMoment();
  switch (verification.state) {
    case 'none':
      return <Paragraph>{text.neverVerified}</Paragraph>;
    case 'running':
      return <Progress label={text.verifying} done={verification.done} all={verification.all} />;
    case 'failed':
    case 'interrupted':
      return (
        <Alert data-color="warning">
          {text.notVerified} {verification.failure && text.because(verification.failure)}
        </Alert>
      );
    case 'whole': {
      const { entries, hashesOnly, comparedWithEarlierHead, endedAt } = verification;
      return (
        <Alert data-color="success">
          <Paragraph>{text.whole(entries, moment(endedAt ?? ''))}</Paragraph>
          {hashesOnly > 0 && <Paragraph>{text.disposed(hashesOnly)}</Paragraph>}
          <Paragraph>{comparedWithEarlierHead ? text.compared : text.notCompared}</Paragraph>
        </Alert>
      );
    }
    case 'broken':
      return <Broken run={verification} title={text.broken} />;
  }
}

interface BrokenProps {
  readonly run: Extract<VerificationRun, { state: 'whole' | 'broken' }>;
  readonly title: string;
}

function Broken({ run: { fault, entries }, title }: BrokenProps) {
  const text = useTexts(texts);
  const moment = useMoment();
  return (
    <Alert data-color="danger">
      <Heading level={3} data-size="2xs">
        {title}
      </Heading>
      {fault && <Paragraph>{text.fault(fault, moment)}</Paragraph>}
      <Paragraph>{text.before(entries)}</Paragraph>
      <Paragraph>{text.askWhom}</Paragraph>
    </Alert>
  );
}
