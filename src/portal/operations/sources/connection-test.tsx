import { Button, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useEffect, useRef, useState } from 'react';
import type { TriedStep } from '../../../sources/try-connection.ts';
import { send } from '../../api/client.ts';
import { linesOf } from '../../common/lines-of.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { useDuration } from '../use-duration.ts';
import { reasonTexts } from './reason-texts.ts';
import { texts } from './texts.ts';

type Trying =
  | { readonly kind: 'not-yet' }
  | { readonly kind: 'under-way' | 'done'; readonly steps: readonly TriedStep[] }
  | { readonly kind: 'failed'; readonly problem: Error };

/** Tries the way to a record system, and shows each step as soon as it is known how it went. */
export function ConnectionTest({ source }: { readonly source: string }) {
  const text = useTexts(texts);
  const [trying, setTrying] = useState<Trying>({ kind: 'not-yet' });
  const leaving = useRef<AbortController>(undefined);
  useEffect(() => () => leaving.current?.abort(), []);
  async function tryOut(): Promise<void> {
    const stop = new AbortController();
    leaving.current = stop;
    setTrying({ kind: 'under-way', steps: [] });
    try {
      const steps: TriedStep[] = [];
      const { body } = await send('POST', `/ops/sources/${encodeURIComponent(source)}/test`, { signal: stop.signal });
      for await (const line of linesOf(body)) {
        steps.push(JSON.parse(line) as TriedStep);
        setTrying({ kind: 'under-way', steps: [...steps] });
      }
      setTrying({ kind: 'done', steps });
    } catch (thrown) {
      if (!stop.signal.aborted) setTrying({ kind: 'failed', problem: thrown as Error });
    }
  }
  const isTrying = trying.kind === 'under-way';
  return (
    <section className="stack" aria-labelledby="source-test">
      <Heading id="source-test" level={2} data-size="xs">
        {text.test}
      </Heading>
      <Paragraph data-size="sm">{text.testText}</Paragraph>
      <div>
        <Button variant="secondary" disabled={isTrying} onClick={() => void tryOut()}>
          {text.tryNow}
        </Button>
      </div>
      <div aria-live="polite">
        {trying.kind === 'failed' && <ProblemNote problem={trying.problem} />}
        {(trying.kind === 'under-way' || trying.kind === 'done') && <Steps steps={trying.steps} />}
        {isTrying && <Spinner aria-label={text.trying} />}
        {trying.kind === 'done' && (
          <Paragraph>{trying.steps.every(({ ok }) => ok) ? text.triedWell : text.triedInVain}</Paragraph>
        )}
      </div>
    </section>
  );
}

function Steps({ steps }: { readonly steps: readonly TriedStep[] }) {
  const text = useTexts(texts);
  const reasons = useTexts(reasonTexts);
  const duration = useDuration();
  const told = (step: TriedStep): string => {
    if (!step.ok) {
      const known = Object.hasOwn(reasons, step.reason) ? reasons[step.reason as keyof typeof reasons] : step.reason;
      const why = step.reason === 'address-in-catalogue' ? text.inCatalogue : known;
      return step.status === undefined ? why : `${why} (HTTP ${step.status})`;
    }
    if (step.step === 'tls') return text.shaken(step.protocol, step.days);
    return step.step === 'ping' ? text.answers : text.sampled(step.contract, step.records);
  };
  return (
    <ol className="sources__steps">
      {steps.map((step) => (
        <li key={step.step}>
          <strong>{text.triedSteps[step.step]}:</strong> {step.ok ? text.ok : text.notOk}, {told(step)} (
          {duration(step.milliseconds)})
        </li>
      ))}
    </ol>
  );
}
