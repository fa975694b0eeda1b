import { Button, Heading, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import type { StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';
import type { Criterion, ReviewedItem } from '../../../faces/portal-api/shapes/reviews.ts';
import { type Fact, Facts } from '../../common/facts.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { writtenIdentity } from '../../patient/identity.ts';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import '../card.css';
import { outcomeOf, useDeed } from '../deed.ts';
import { entryTexts } from '../entry-texts.ts';
import { Judging } from '../judging/judging.tsx';
import { texts as judgingTexts } from '../judging/texts.ts';
import type { NameOf } from '../names.ts';
import { texts } from './texts.ts';

interface ReviewedProps {
  readonly review: string;
  readonly item: ReviewedItem;
  /** What each criterion says. */
  readonly titles: ReadonlyMap<Criterion, string>;
  readonly nameOf: NameOf;
  readonly onJudged: () => void;
}

/** One access of a sample: what it was, why it was chosen, and what was found of it. */
export function Reviewed({ review, item, titles, nameOf, onJudged }: ReviewedProps) {
  const text = useTexts(texts);
  const { verdicts: verdictTexts } = useTexts(judgingTexts);
  const moment = useMoment();
  const title = useId();
  const [judging, setJudging] = useState(false);
  const { entry, access, criteria, note, verdicts, isOwn } = item;
  const latest = verdicts.at(-1);
  const why: readonly Fact[] = [
    [text.because, criteria.map((criterion) => titles.get(criterion) ?? criterion).join('; ')],
    [text.note, note],
    ...verdicts.map(
      (one): Fact => [
        text.judgement,
        `${text.judgedBy(verdictTexts[one.verdict], moment(one.at), nameOf(one.madeBy) ?? one.madeBy)}. ${one.reason}`,
      ],
    ),
  ];
  return (
    <article className="log-card" aria-labelledby={title}>
      <div className="row">
        <Heading level={3} data-size="xs" id={title}>
          {access ? moment(access.at) : entry}
        </Heading>
        <Tag data-color={latest ? 'success' : 'warning'}>{latest ? verdictTexts[latest.verdict] : text.notYet}</Tag>
      </div>
      {access ? <What access={access} nameOf={nameOf} more={why} /> : <Facts facts={why} />}
      {!access && <Paragraph>{text.gone}</Paragraph>}
      {isOwn && <Paragraph>{text.isOwn}</Paragraph>}
      {access && !isOwn && !judging && (
        <div>
          <Button variant="secondary" data-size="sm" onClick={() => setJudging(true)} aria-describedby={title}>
            {latest ? text.judgeAgain : text.judge}
          </Button>
        </div>
      )}
      {judging && (
        <Judging
          path={`/access-log/reviews/${encodeURIComponent(review)}/verdicts/${encodeURIComponent(entry)}`}
          changes={[
            ['access-log', 'review', review],
            ['access-log', 'reviews'],
          ]}
          onJudged={() => {
            setJudging(false);
            onJudged();
          }}
        />
      )}
    </article>
  );
}

interface WhatProps {
  readonly access: StoredEntry;
  readonly nameOf: NameOf;
  readonly more: readonly Fact[];
}

function What({ access, nameOf, more }: WhatProps) {
  const text = useTexts(texts);
  const deed = useDeed();
  const { language } = useLanguage();
  const words = entryTexts[language];
  const { id, actor, caller, reader, patient, purpose, emergency, units } = access;
  const came = outcomeOf(access, language);
  const called = (hsaId: string, name = nameOf(hsaId)) => (name === undefined ? hsaId : `${name} (${hsaId})`);
  const isPerson = caller?.kind === 'person';
  const shown = [...new Set(units.flatMap(({ careUnit, source }) => careUnit ?? source))];
  return (
    <>
      <Paragraph>
        {deed(access)}.{' '}
        <Link className="ds-link" to={`/access-log/entries/${id}`}>
          {text.entry}
        </Link>
      </Paragraph>
      <Facts
        facts={[
          [text.reader, actor ? called(actor.hsaId) : isPerson && called(caller.hsaId)],
          [text.system, caller && !isPerson && called(caller.hsaId, nameOf(caller.hsaId) ?? caller.name)],
          [text.unit, reader?.careUnit && called(reader.careUnit)],
          [text.patient, patient && writtenIdentity(patient)],
          [text.purpose, purpose && (words.purposes[purpose] ?? purpose)],
          [text.came, emergency ? `${came}. ${words.emergency}.` : came],
          [text.shown, shown.map((unit) => nameOf(unit) ?? unit).join(', ')],
          ...more,
        ]}
      />
    </>
  );
}
