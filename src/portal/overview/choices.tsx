import './choices.css';
import { Button, Heading } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { Choice } from '../../faces/portal-api/shapes/reading.ts';
import { type InformationType, informationTypes } from '../records/information-type.ts';
import { useInstallation } from '../shell/session.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { typeTexts } from './type-texts.ts';
import { contractOf } from './what-is-asked.ts';

interface ChoicesProps {
  readonly choose: (choice: Choice) => void;
  /** Already on the page; may be asked for again. */
  readonly fetched: ReadonlySet<InformationType>;
  readonly level: 2 | 3;
}

/** The active choice: one press fetches, and nothing is fetched before it. */
export function Choices({ choose, fetched, level }: ChoicesProps) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const { data: installation } = useInstallation();
  return (
    <div className="choices stack">
      <div className="choices__big">
        <BigChoice name={text.acute} text={text.acuteText} onClick={() => choose({ kind: 'acute' })} isFirst />
        <BigChoice name={text.lastYear} text={text.lastYearText} onClick={() => choose({ kind: 'last-year' })} />
        <BigChoice name={text.everything} text={text.everythingText} onClick={() => choose({ kind: 'everything' })} />
      </div>
      <Group level={level} name={text.oneType}>
        {informationTypes.map((type) => (
          <Button
            key={type}
            variant="secondary"
            data-size="sm"
            onClick={() => choose({ kind: 'contracts', contracts: [contractOf[type]] })}
          >
            {typeTexts[language][type].heading}
            {fetched.has(type) && <span className="choices__fetched">({text.fetched})</span>}
          </Button>
        ))}
      </Group>
      <Group level={level} name={text.oneSource}>
        {installation?.sources.map(({ hsaId, name }) => (
          <Button
            key={hsaId}
            variant="secondary"
            data-size="sm"
            onClick={() => choose({ kind: 'source', source: hsaId })}
          >
            {name}
          </Button>
        ))}
      </Group>
    </div>
  );
}

interface BigChoiceProps {
  readonly name: string;
  readonly text: string;
  readonly onClick: () => void;
  /** Has focus from the start: whoever is in a hurry presses Enter. */
  readonly isFirst?: boolean;
}

function BigChoice({ name, text, onClick, isFirst = false }: BigChoiceProps) {
  return (
    // biome-ignore lint/a11y/noAutofocus: the page has nothing before its choices.
    <button type="button" className="choices__choice" onClick={onClick} autoFocus={isFirst}>
      <strong>{name}</strong>
      <span>{text}</span>
    </button>
  );
}

function Group({
  level,
  name,
  children,
}: {
  readonly level: 2 | 3;
  readonly name: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="choices__group">
      <Heading level={level} data-size="2xs">
        {name}
      </Heading>
      <div className="row">{children}</div>
    </section>
  );
}
