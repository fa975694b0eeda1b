import './coverage-line.css';
import { Button } from '@digdir/designsystemet-react';
import {
  CheckmarkCircleIcon,
  ClockDashedIcon,
  ExclamationmarkTriangleIcon,
  HourglassIcon,
  MinusCircleIcon,
  XMarkOctagonIcon,
} from '@navikt/aksel-icons';
import { type ComponentType, type SVGProps, useState } from 'react';
import type { ReadingRequest } from '../../faces/portal-api/shapes/reading.ts';
import { useShortNote } from '../news/source-notes.tsx';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { coverageTexts } from './coverage-texts.ts';
import type { Told } from './reading-state.ts';
import { counted, namesIn } from './sentence-text.ts';
import { askedFor, isMissing, type SourceStanding, type StandingKind } from './sources.ts';
import { texts } from './texts.ts';

const icons: Readonly<Record<StandingKind, ComponentType<SVGProps<SVGSVGElement>>>> = {
  waiting: HourglassIcon,
  slow: ClockDashedIcon,
  answered: CheckmarkCircleIcon,
  'answered-in-part': ExclamationmarkTriangleIcon,
  failed: XMarkOctagonIcon,
  'broken-off': XMarkOctagonIcon,
  'not-asked': MinusCircleIcon,
};

interface CoverageLineProps {
  readonly standings: readonly SourceStanding[];
  readonly told: Told;
  readonly isRunning: boolean;
  readonly ask: (requests: readonly ReadingRequest[]) => void;
}

/** Who was asked and how each stands; in view whatever is scrolled. Its height stays, so that nothing below it moves. */
export function CoverageLine({ standings, told, isRunning, ask }: CoverageLineProps) {
  const text = useTexts(texts);
  const [isOpen, setOpen] = useState(false);
  const summary = useSummary(standings, isRunning);
  return (
    <section className="coverage" aria-label={text.sources}>
      <p className="coverage__summary" role="status">
        {summary}
      </p>
      <ul className="coverage__sources">
        {standings.map((standing) => (
          <Source key={standing.source} standing={standing} ask={ask} />
        ))}
      </ul>
      <Button variant="secondary" data-size="sm" className="not-printed" onClick={() => setOpen(true)}>
        {text.answers}
      </Button>
      {isOpen && <CoverageTable standings={standings} told={told} ask={ask} onClose={() => setOpen(false)} />}
    </section>
  );
}

/** One sentence, also said to those who listen: how many have answered, and who has not. */
function useSummary(standings: readonly SourceStanding[], isRunning: boolean): string {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const asked = standings.filter(({ kind }) => kind !== 'not-asked');
  const answered = asked.filter(({ kind }) => kind === 'answered');
  if (asked.length === 0) return isRunning ? text.asking : text.noneAsked;
  if (answered.length === asked.length) return `${text.allAnswered(asked.length)}.`;
  const told = (['slow', 'answered-in-part', 'failed', 'broken-off'] as const).flatMap((kind) => {
    const names = asked.filter((one) => one.kind === kind).map(({ name }) => name);
    return names.length > 0 ? [text.standing(namesIn(names, language), coverageTexts[language].standing[kind])] : [];
  });
  return [text.answeredOf(answered.length, asked.length), ...told].map((sentence) => `${sentence}.`).join(' ');
}

function Source({ standing, ask }: { readonly standing: SourceStanding; readonly ask: CoverageLineProps['ask'] }) {
  const { kind, name, records, again, cells } = standing;
  const text = useTexts(texts);
  const { language } = useLanguage();
  const Icon = icons[kind];
  const words = coverageTexts[language].standing[kind];
  const known = useShortNote(askedFor(cells));
  // There is room for one: to ask again is of little use then, and is offered with all answers.
  const note = isMissing(kind) ? known : undefined;
  return (
    <li className="coverage__source" data-kind={kind}>
      <Icon aria-hidden className="coverage__icon" />
      <span className="coverage__words">
        <strong title={name}>{name}</strong>
        <span title={note}>
          {words}
          {kind === 'answered' && records > 0 && `, ${text.records(counted(records, language))}`}
          {note && `, ${note}`}
          {again.length > 0 && !note && (
            <button
              type="button"
              className="coverage__again not-printed"
              aria-label={text.againAt(name)}
              onClick={() => ask(again)}
            >
              {text.again}
            </button>
          )}
        </span>
      </span>
    </li>
  );
}
