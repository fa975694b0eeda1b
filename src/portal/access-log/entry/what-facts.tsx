import type { StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';
import { Facts } from '../../common/facts.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { writtenIdentity } from '../../patient/identity.ts';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { outcomeOf, useDeed } from '../deed.ts';
import { entryTexts } from '../entry-texts.ts';
import { FindButton } from '../find-button.tsx';
import { texts } from './texts.ts';

/** What was done, when, about whom, for what purpose, and how it came out. */
export function WhatFacts({ entry }: { readonly entry: StoredEntry }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const words = entryTexts[language];
  const moment = useMoment();
  const deed = useDeed();
  const { at, patient, linked = [], purpose, emergency, face, reason, details } = entry;
  const outcomeWords = outcomeOf(entry, language);
  return (
    <Facts
      facts={[
        [text.at, moment(at)],
        [text.deed, deed(entry)],
        [text.patient, patient && <FindButton search={{ patient }}>{writtenIdentity(patient)}</FindButton>],
        [text.alsoKnownAs, linked.map(writtenIdentity).join(', ')],
        [text.purpose, purpose && (words.purposes[purpose] ?? purpose)],
        [text.outcome, emergency ? `${outcomeWords}. ${words.emergency}.` : outcomeWords],
        [text.face, text.faces[face]],
        [text.reason, reason],
        [text.details, details && <Details details={details} />],
      ]}
    />
  );
}

/** As the log has them, each under its own name. */
function Details({ details }: { readonly details: NonNullable<StoredEntry['details']> }) {
  return (
    <ul className="entry__list">
      {Object.entries(details).map(([name, value]) => (
        <li key={name}>
          {name}: {typeof value === 'string' ? value : JSON.stringify(value)}
        </li>
      ))}
    </ul>
  );
}
