import { Fieldset, Radio, Textfield } from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import type { ConsentLength } from '../../config/portal.ts';
import type { ConsentTerms } from '../../faces/portal-api/shapes/gate.ts';
import { useTexts } from '../texts/language.tsx';
import { endOf } from './consent-end.ts';
import { texts } from './texts.ts';

export interface Terms {
  readonly for: 'me' | 'unit';
  readonly length: ConsentLength;
  readonly day: string;
}

/** What the unit has decided beforehand, and when what is chosen ends: undefined for a day that cannot be. */
export function useTerms({ for: whom, length }: ConsentTerms) {
  const [terms, change] = useState<Terms>({ for: whom, length, day: '' });
  return { terms, change, end: endOf(terms.length, terms.day, new Date()) };
}

interface TermsFieldsProps {
  readonly offered: ConsentTerms;
  readonly terms: Terms;
  readonly change: (terms: Terms) => void;
  /** Told once the reader has tried to go on. */
  readonly showsFaults: boolean;
}

/** For whom, and for how long. */
export function TermsFields({ offered, terms, change, showsFaults }: TermsFieldsProps) {
  const text = useTexts(texts);
  const name = useId();
  const isWrong = showsFaults && endOf(terms.length, terms.day, new Date()) === undefined;
  return (
    <>
      <Fieldset>
        <Fieldset.Legend>{text.consent.for}</Fieldset.Legend>
        <div className="row">
          {(['me', 'unit'] as const).map((whom) => (
            <Radio
              key={whom}
              name={`${name}-for`}
              value={whom}
              label={text.consent[whom]}
              checked={terms.for === whom}
              onChange={() => change({ ...terms, for: whom })}
            />
          ))}
        </div>
      </Fieldset>
      <Fieldset>
        <Fieldset.Legend>{text.consent.length}</Fieldset.Legend>
        <div className="row">
          {offered.lengths.map((length) => (
            <Radio
              key={length}
              name={`${name}-length`}
              value={length}
              label={text.lengths[length]}
              checked={terms.length === length}
              onChange={() => change({ ...terms, length })}
            />
          ))}
        </div>
      </Fieldset>
      {terms.length === 'date' && (
        <Textfield
          type="date"
          label={text.lastDay}
          error={isWrong && text.wrongDay}
          value={terms.day}
          onChange={({ target }) => change({ ...terms, day: target.value })}
        />
      )}
    </>
  );
}
