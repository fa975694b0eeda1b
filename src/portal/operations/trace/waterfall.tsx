import type { CSSProperties } from 'react';
import type { ShownTrace } from '../../../faces/portal-api/shapes/operations.ts';
import { useTexts } from '../../texts/language.tsx';
import { useDuration } from '../use-duration.ts';
import { texts } from './texts.ts';

type Step = ShownTrace['steps'][number];

/** The steps in order, each with when it began and how long it took, in words and as a bar. */
export function Waterfall({ trace: { steps } }: { readonly trace: ShownTrace }) {
  const text = useTexts(texts);
  const from = Math.min(...steps.map(({ at }) => at));
  const whole = Math.max(1, ...steps.map(({ at, milliseconds }) => at + milliseconds - from));
  return (
    <ol className="waterfall">
      {steps.map((step, at) => {
        const isElsewhere = step.process !== steps[at - 1]?.process;
        return (
          <li key={`${step.process} ${step.id}`}>
            {isElsewhere && (
              <p className="waterfall__process">
                {text.process} <code>{step.process}</code>
              </p>
            )}
            <OneStep step={step} from={from} whole={whole} />
          </li>
        );
      })}
    </ol>
  );
}

/** Of the bar, in its own units. */
const wide = 1_000;

function OneStep({ step, from, whole }: { readonly step: Step; readonly from: number; readonly whole: number }) {
  const text = useTexts(texts);
  const duration = useDuration();
  const { name, at, milliseconds, outcome, depth } = step;
  const isWell = outcome === 'ok';
  const x = ((at - from) / whole) * wide;
  return (
    <div className="waterfall__step" data-failed={!isWell}>
      <div className="waterfall__name" style={{ '--depth': Math.min(depth, 6) } as CSSProperties}>
        <span>{stepName(name, text.stepNames)}</span>
        {!isWell && <strong> – {text.failed(outcome)}</strong>}
        <span className="waterfall__facts">{factsOf(step)}</span>
      </div>
      <span className="waterfall__time">
        <span className="only-heard">{text.after} </span>+{duration(at - from)}
      </span>
      <span className="waterfall__time">
        <span className="only-heard">{text.took} </span>
        {duration(milliseconds)}
      </span>
      <svg className="waterfall__bar" viewBox={`0 0 ${wide} 10`} preserveAspectRatio="none" aria-hidden="true">
        <rect x={x} y="1" width={Math.max(4, (milliseconds / whole) * wide)} height="8" />
      </svg>
    </div>
  );
}

/** In words where it is one of the bridge’s own; the name of a face or contract stands as it is. */
function stepName(name: string, names: Readonly<Record<string, string>>): string {
  return Object.hasOwn(names, name) ? `${names[name]} (${name})` : name;
}

const untold = ['correlation.id', 'http.request.method'];

function factsOf({ facts, marks }: Step): string {
  return [
    ...Object.entries(facts)
      .filter(([fact]) => !untold.includes(fact))
      .map(([fact, value]) => `${fact} ${Array.isArray(value) ? value.join(', ') : String(value)}`),
    ...Object.entries(marks).map(([mark, after]) => `${mark} +${after} ms`),
  ].join(' · ');
}
