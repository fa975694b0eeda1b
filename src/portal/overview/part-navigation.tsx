import { Details } from '@digdir/designsystemet-react';
import { PlusIcon } from '@navikt/aksel-icons';
import type { Choice } from '../../faces/portal-api/shapes/reading.ts';
import { informationTypes } from '../records/information-type.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import type { PartContent } from './items-by-type.ts';
import { headingOf } from './part-frame.tsx';
import { counted } from './sentence-text.ts';
import { texts } from './texts.ts';
import { typeTexts } from './type-texts.ts';
import { contractOf } from './what-is-asked.ts';

interface PartNavigationProps {
  readonly parts: readonly PartContent[];
  /** How many items the filters leave of a part. */
  readonly countOf: (part: PartContent) => number;
  readonly fetch: (choice: Choice) => void;
}

/** The parts of the page, with how much each shows, and what else can be fetched by one press. No addresses: where somebody reads stands in no history. */
export function PartNavigation({ parts, countOf, fetch }: PartNavigationProps) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const fetched = new Set(parts.map(({ type }) => type));
  const others = informationTypes.filter((type) => !fetched.has(type));
  return (
    <nav aria-label={text.parts}>
      <Details data-size="sm" defaultOpen={matchMedia('(width >= 60rem)').matches} className="part-navigation">
        <Details.Summary>{text.jump}</Details.Summary>
        <Details.Content>
          <ul>
            {parts.map((part) => (
              <li key={part.type}>
                <button type="button" onClick={() => goTo(part)}>
                  <span>{typeTexts[language][part.type].heading}</span>
                  <span className="part-navigation__count">
                    {part.items.length > 0 && counted(countOf(part), language)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {others.length > 0 && (
            <>
              <p className="part-navigation__more">{text.fetchToo}</p>
              <ul>
                {others.map((type) => (
                  <li key={type}>
                    <button type="button" onClick={() => fetch({ kind: 'contracts', contracts: [contractOf[type]] })}>
                      <span>
                        <span className="only-heard">{text.fetch} </span>
                        {typeTexts[language][type].heading}
                      </span>
                      <PlusIcon aria-hidden />
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Details.Content>
      </Details>
    </nav>
  );
}

function goTo({ type }: PartContent): void {
  const heading = document.getElementById(headingOf(type));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}
