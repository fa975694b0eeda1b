import { Button, Checkbox, Details, Field, Label, Select, Textfield } from '@digdir/designsystemet-react';
import { type FormEvent, useState } from 'react';
import { writtenIdentity } from '../../patient/identity.ts';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { entryTexts, outcomes, purposes } from '../entry-texts.ts';
import './search.css';
import { askedOf, type Search } from './search.ts';
import { texts } from './texts.ts';

interface SearchFormProps {
  /** What was looked for last. */
  readonly search: Search;
  readonly isSearching: boolean;
  readonly onSearch: (search: Search) => void;
}

type Written = 'person' | 'unit' | 'certificate' | 'caller' | 'contract' | 'action' | 'correlationId';

const written: readonly Written[] = ['certificate', 'caller', 'contract', 'action', 'correlationId'];

/** Of any of these it takes one to search; without any, the latest of everything is found. */
export function SearchForm({ search, isSearching, onSearch }: SearchFormProps) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const words = entryTexts[language];
  const [form, setForm] = useState(search);
  const [wrong, setWrong] = useState<'patient' | 'lastDay'>();
  const change = (changed: Search): void => {
    setForm({ ...form, ...changed });
    setWrong(undefined);
  };
  const field = (name: Written) => (
    <Textfield
      key={name}
      label={text[name]}
      description={name === 'correlationId' ? undefined : text[`${name}Help`]}
      value={form[name] ?? ''}
      onChange={({ target }) => change({ [name]: target.value })}
      maxLength={200}
      spellCheck={false}
    />
  );
  const day = (name: 'firstDay' | 'lastDay') => (
    <Textfield
      type="date"
      label={text[name]}
      value={form[name] ?? ''}
      error={name === 'lastDay' && wrong === name && text.lastDayWrong}
      onChange={({ target }) => change({ [name]: target.value })}
    />
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    const asked = askedOf(form, new Date());
    if (asked.kind === 'wrong') setWrong(asked.field);
    else onSearch(form);
  }

  return (
    <form className="log-search" onSubmit={submit} autoComplete="off" noValidate>
      <Textfield
        label={text.patient}
        description={text.patientHelp}
        error={wrong === 'patient' && text.patientWrong}
        value={typeof form.patient === 'object' ? writtenIdentity(form.patient) : (form.patient ?? '')}
        onChange={({ target }) => change({ patient: target.value })}
        maxLength={64}
        spellCheck={false}
      />
      {field('person')}
      {field('unit')}
      {day('firstDay')}
      {day('lastDay')}
      <Details className="log-search__more" defaultOpen={hasMore(search)}>
        <Details.Summary>{text.more}</Details.Summary>
        <Details.Content>
          <div className="log-search">
            {written.map(field)}
            <Field>
              <Label>{text.outcome}</Label>
              <Select
                value={form.outcome ?? ''}
                onChange={({ target }) => change({ outcome: outcomes.find((one) => one === target.value) })}
              >
                <Select.Option value="">{text.any}</Select.Option>
                {outcomes.map((one) => (
                  <Select.Option key={one} value={one}>
                    {words.outcomes[one]}
                  </Select.Option>
                ))}
              </Select>
            </Field>
            <Field>
              <Label>{text.purpose}</Label>
              <Select value={form.purpose ?? ''} onChange={({ target }) => change({ purpose: target.value })}>
                <Select.Option value="">{text.any}</Select.Option>
                {purposes.map((one) => (
                  <Select.Option key={one} value={one}>
                    {words.purposes[one] ?? one}
                  </Select.Option>
                ))}
              </Select>
            </Field>
            <Checkbox
              label={text.onlyEmergency}
              checked={form.emergency ?? false}
              onChange={({ target }) => change({ emergency: target.checked || undefined })}
            />
          </div>
        </Details.Content>
      </Details>
      <div className="row log-search__buttons">
        <Button type="submit" loading={isSearching}>
          {text.find}
        </Button>
        <Button type="button" variant="tertiary" onClick={() => setForm({})}>
          {text.clear}
        </Button>
      </div>
    </form>
  );
}

function hasMore({ outcome, purpose, emergency, ...search }: Search): boolean {
  return Boolean(outcome || purpose || emergency || written.some((name) => search[name]));
}
