import { Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useId } from 'react';
import type { Hit } from '../../faces/portal-api/shapes/directory.ts';
import { useFound, useSettled } from './use-search.ts';

interface UnitFieldProps {
  readonly label: string;
  readonly description: string;
  readonly error?: string | undefined;
  /** A HSA-id, or the beginning of a name. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The HSA-id of a unit, for whoever knows its name: what is typed is searched for, and what was chosen is said by name. */
export function UnitField({ value, onChange, ...said }: UnitFieldProps) {
  const list = useId();
  const { data: found } = useFound(useSettled({ text: value.trim(), kind: 'unit' }), value.trim().length > 1);
  const hits = found?.kind === 'hits' ? found.hits : [];
  const chosen = hits.find(({ hsaId }) => hsaId.toUpperCase() === value.trim().toUpperCase());
  return (
    <div>
      <Textfield
        {...said}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        list={list}
      />
      <datalist id={list}>
        {hits.map((hit) => (
          <option key={hit.hsaId} value={hit.hsaId} label={calledIn(hit)} />
        ))}
      </datalist>
      <Paragraph data-size="sm" aria-live="polite">
        {chosen && calledIn(chosen)}
      </Paragraph>
    </div>
  );
}

/** Many units of different organisations are called the same. */
const calledIn = ({ name, organization }: Hit): string => [name, organization].filter(Boolean).join(', ');
