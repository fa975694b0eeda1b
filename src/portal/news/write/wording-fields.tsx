import { Checkbox, Field, Fieldset, Label, Textarea, Textfield } from '@digdir/designsystemet-react';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';
import type { Form, FormWording } from './form.ts';

interface FieldsProps {
  readonly form: Form;
  readonly change: (changed: Partial<Form>) => void;
}

/** What is said, in Swedish and, where somebody writes it, in English. */
export function WordingFields({ form, change }: FieldsProps) {
  const { write } = useTexts(texts);
  return (
    <>
      <InOneLanguage form={form} change={change} language="sv" />
      <Checkbox
        value="english"
        label={write.inEnglish}
        checked={form.hasEnglish}
        onChange={({ target }) => change({ hasEnglish: target.checked })}
      />
      {form.hasEnglish && <InOneLanguage form={form} change={change} language="en" />}
    </>
  );
}

function InOneLanguage({ form, change, language }: FieldsProps & { readonly language: 'sv' | 'en' }) {
  const { write } = useTexts(texts);
  const wording = form[language];
  const say = (said: Partial<FormWording>) => change({ [language]: { ...wording, ...said } });
  return (
    <Fieldset className="stack">
      <Fieldset.Legend>{language === 'sv' ? write.swedish : write.english}</Fieldset.Legend>
      <Textfield
        label={write.heading}
        lang={language}
        maxLength={120}
        value={wording.title}
        onChange={({ target }) => say({ title: target.value })}
      />
      <Field>
        <Label>{write.words}</Label>
        <Field.Description>{write.wordsText}</Field.Description>
        <Textarea
          lang={language}
          rows={6}
          maxLength={4_000}
          value={wording.text}
          onChange={({ target }) => say({ text: target.value })}
        />
      </Field>
      {form.kind !== 'news' && (
        <Textfield
          label={write.effect}
          description={write.effectText}
          lang={language}
          maxLength={300}
          value={wording.effect}
          onChange={({ target }) => say({ effect: target.value })}
        />
      )}
    </Fieldset>
  );
}
