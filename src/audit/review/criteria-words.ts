import type { Language } from '../../access/explain/words.ts';
import { type Criterion, type CriterionReport, criteria } from './criteria.ts';

interface Words {
  readonly title: string;
  readonly source?: string;
  /** Why it cannot be computed. */
  readonly missing?: string;
}

const noRegister = 'Personregistret svarade inte, eller finns inte.';

/** What {@link criteria} says, in Swedish. */
const sv: Readonly<Record<Criterion, Words>> = {
  random: { title: 'Draget av slumpen', source: 'åtkomstloggen' },
  emergency: { title: 'Nödöppning', source: 'åtkomstloggen' },
  'high-volume': {
    title: 'Många patienter: mer än tre gånger medianen för enhetens läsare, och minst 20',
    source: 'åtkomstloggen',
  },
  'off-hours': { title: 'Mellan 22 och 6, eller en lördag eller söndag', source: 'åtkomstloggen, i svensk tid' },
  'same-surname': {
    title: 'Läsaren och patienten har samma efternamn',
    source: 'katalogen (HSA) och personregistret',
  },
  'protected-identity': { title: 'Patienten har skyddade personuppgifter', source: 'personregistret' },
  'protected-opening': {
    title:
      'En patient med skyddade personuppgifter öppnades i portalen, visades där med en begäran om att häva en spärr, ' +
      'eller fick platser visade: alla sådana',
    source: 'åtkomstloggen',
  },
  'same-address': {
    title: 'Läsaren och patienten har samma adress',
    missing: 'Varken personregistret eller katalogen ger bryggan hemadresser.',
  },
  colleague: {
    title: 'Patienten är läsarens kollega',
    missing: 'Bryggan läser aldrig medarbetares personnummer och kan inte veta vilka patienter som är medarbetare.',
  },
  'no-later-contact': {
    title: 'Ingen vårdkontakt följde',
    missing: 'Bryggan sparar inga vårdkontakter, och att fråga journalsystemen vore en åtkomst till.',
  },
};

/** What became of a criterion, in the language asked for; it is kept in English. */
export function toldIn(language: Language, report: CriterionReport): CriterionReport {
  if (language === 'en') return report;
  const { title, source, missing } = sv[report.criterion];
  const couldNot = report.found === undefined;
  return {
    ...report,
    title,
    source: couldNot ? undefined : source,
    note: couldNot ? (missing ?? noRegister) : noteIn(language, report.note),
  };
}

export function criterionIn(language: Language, criterion: Criterion): string {
  return language === 'en' ? criteria[criterion].title : sv[criterion].title;
}

/** Notes are kept in English, as {@link drawSample} writes them: two numbers each, and which it is shows. */
export function noteIn(language: Language, note: string | undefined): string | undefined {
  const [first, second] = note?.match(/\d+/g) ?? [];
  if (language === 'en' || first === undefined || second === undefined) return note;
  return note?.startsWith('Of ')
    ? `Av ${first} åtkomster undersöktes ${second}, dragna med samma frö.`
    : `Läsaren läste om ${first} patienter; medianen för enhetens läsare är ${second}.`;
}
