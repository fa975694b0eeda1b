import {
  Button,
  Chip,
  Details,
  Field,
  Fieldset,
  Label,
  Paragraph,
  Search,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useId } from 'react';
import { timeText } from '../records/time.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { type Filters, isFiltering, noFilters } from './filters.ts';
import type { PartContent } from './items-by-type.ts';
import { counted } from './sentence-text.ts';
import { texts } from './texts.ts';
import { typeTexts } from './type-texts.ts';

interface FilterBarProps {
  readonly filters: Filters;
  readonly change: (filters: Filters) => void;
  readonly parts: readonly PartContent[];
  /** `YYYYMMDD` of the latest contact at the reader's unit, where one has been fetched. */
  readonly lastVisit: string | undefined;
  readonly hidden: number;
}

/** Looks among what has been fetched; says how much it hides. */
export function FilterBar({ filters, change, parts, lastVisit, hidden }: FilterBarProps) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const set = (some: Partial<Filters>) => change({ ...filters, ...some });
  const records = parts.flatMap(({ items }) => items.map(({ record }) => record));
  const sources = parts.flatMap(({ cells }) => cells.map(({ source, name }) => [source, name] as const));
  const units = records.flatMap(({ careUnit }) => (careUnit ? [[careUnit.hsaId, careUnit.name] as const] : []));
  return (
    <search aria-label={text.filters}>
      <Details data-size="sm" className="filter-bar">
        <Details.Summary>{text.filters}</Details.Summary>
        <Details.Content>
          <div className="stack">
            <Field>
              <Label>{text.filterText}</Label>
              <Search>
                <Search.Input
                  autoComplete="off"
                  value={filters.text}
                  onChange={({ target }) => set({ text: target.value })}
                />
                <Search.Clear aria-label={text.clear} onClick={() => set({ text: '' })} />
              </Search>
            </Field>
            <div>
              <Button variant="secondary" data-size="sm" disabled={!lastVisit} onClick={() => set({ from: lastVisit })}>
                {lastVisit ? text.sinceVisitOn(timeText(lastVisit)) : text.sinceVisit}
              </Button>
              {!lastVisit && <Paragraph data-size="sm">{text.noVisit}</Paragraph>}
            </div>
            <Day label={text.from} value={filters.from} change={(from) => set({ from })} />
            <Day label={text.to} value={filters.to} change={(to) => set({ to })} />
            <OneOf label={text.source} among={sources} value={filters.source} change={(source) => set({ source })} />
            <OneOf label={text.unit} among={units} value={filters.unit} change={(unit) => set({ unit })} />
            <Fieldset>
              <Fieldset.Legend>{text.types}</Fieldset.Legend>
              <div className="filter-bar__types">
                {parts.map(({ type }) => (
                  <Chip.Checkbox
                    key={type}
                    checked={filters.types.includes(type)}
                    onChange={() => set({ types: toggled(filters.types, type) })}
                  >
                    {typeTexts[language][type].heading}
                  </Chip.Checkbox>
                ))}
              </div>
            </Fieldset>
          </div>
        </Details.Content>
      </Details>
      <div className="filter-bar__result" role="status">
        {isFiltering(filters) && (
          <>
            <Paragraph data-size="sm">{text.filteredAway(counted(hidden, language))}</Paragraph>
            <Button variant="tertiary" data-size="sm" onClick={() => change(noFilters)}>
              {text.clear}
            </Button>
          </>
        )}
      </div>
    </search>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly change: (day: string | undefined) => void;
}

function Day({ label, value, change }: DayProps) {
  return (
    <Textfield
      label={label}
      type="date"
      value={value ? timeText(value) : ''}
      onChange={({ target }) => change(target.value.replaceAll('-', '') || undefined)}
    />
  );
}

interface OneOfProps {
  readonly label: string;
  /** HSA-id and name; the same may occur often. */
  readonly among: readonly (readonly [hsaId: string, name: string | undefined])[];
  readonly value: string | undefined;
  readonly change: (hsaId: string | undefined) => void;
}

function OneOf({ label, among, value, change }: OneOfProps) {
  const text = useTexts(texts);
  const id = useId();
  const options = [...new Map(among)].sort(([, one = ''], [, other = '']) => one.localeCompare(other, 'sv'));
  return (
    <Field>
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} value={value ?? ''} onChange={({ target }) => change(target.value || undefined)}>
        <Select.Option value="">{text.all}</Select.Option>
        {options.map(([hsaId, name]) => (
          <Select.Option key={hsaId} value={hsaId}>
            {name ?? hsaId}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}

function toggled<T>(values: readonly T[], value: T): readonly T[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}
