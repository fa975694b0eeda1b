import type { StoredEntry } from '../../faces/portal-api/shapes/access-log.ts';
import { typeTexts } from '../overview/type-texts.ts';
import { typeOf } from '../records/information-type.ts';
import { useLanguage } from '../texts/language.tsx';
import type { Language } from '../texts/languages.ts';
import { deedTexts } from './deed-texts.ts';
import { entryTexts } from './entry-texts.ts';

type Deed = Pick<StoredEntry, 'action' | 'contract' | 'kind' | 'outcome'>;

/** Says in plain words what an entry tells of. */
export function useDeed(): (entry: Deed) => string {
  const { language } = useLanguage();
  return (entry) => deedOf(entry, language);
}

export function deedOf({ action, contract, kind, outcome }: Deed, language: Language): string {
  const text = deedTexts[language];
  const act = text.acts[action];
  if (action === 'indicator') return text.indicator;
  if (act !== undefined) return act + endingOf(kind, text);
  const what = contract === undefined ? text.something : kindOf(contract, language);
  if (action !== 'read' && contract === undefined) return text.other(action);
  if (kind === 'refusal' || outcome === 'refused') return text.refused(what);
  if (outcome === 'empty') return text.askedFor(what) + endingOf(kind, text);
  return text.read(what) + endingOf(kind, text);
}

function endingOf(kind: StoredEntry['kind'], text: { readonly part: string; readonly ended: string }): string {
  if (kind === 'continuation') return text.part;
  return kind === 'closing' ? text.ended : '';
}

/** How it came out. An act shows nothing: it was done. */
export function outcomeOf({ kind, outcome }: Pick<StoredEntry, 'kind' | 'outcome'>, language: Language): string {
  const { done, outcomes } = entryTexts[language];
  return kind === 'act' && outcome === 'released' ? done : outcomes[outcome];
}

/** What a contract (`GetDiagnosis:2`) gives. */
export function kindOf(contract: string, language: Language): string {
  const type = typeOf(contract as Parameters<typeof typeOf>[0]);
  return type ? typeTexts[language][type].within : deedTexts[language].information(contract);
}
