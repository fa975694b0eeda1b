import { Checkbox, Field, Fieldset, Label, Select } from '@digdir/designsystemet-react';
import { useInstallation } from '../../shell/session.ts';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';
import { allAudiences, allRegions, type Form } from './form.ts';

interface AimFieldsProps {
  readonly form: Form;
  readonly change: (changed: Partial<Form>) => void;
}

/** What it is about, and whom it is for. */
export function AimFields({ form, change }: AimFieldsProps) {
  const text = useTexts(texts);
  const { write } = text;
  const { data: installation } = useInstallation();
  const sources = (installation?.sources ?? []).map(({ hsaId, name }) => ({ value: hsaId, label: name }));
  const regions = allRegions.map((value) => ({ value, label: text.regions[value] }));
  return (
    <>
      {form.kind !== 'news' && (
        <Several
          legend={write.sources}
          all={sources}
          chosen={form.sources}
          choose={(chosen) => change({ sources: chosen })}
        />
      )}
      <Several
        legend={write.region}
        all={regions}
        chosen={form.regions}
        choose={(chosen) => change({ regions: chosen })}
      />
      <Field>
        <Label>{write.audience}</Label>
        <Select value={form.audience} onChange={({ target }) => change({ audience: target.value as Form['audience'] })}>
          {allAudiences.map((audience) => (
            <Select.Option key={audience} value={audience}>
              {text.audiences[audience]}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Checkbox
        value="care"
        label={write.care}
        description={write.careText}
        checked={form.affectsCare}
        onChange={({ target }) => change({ affectsCare: target.checked })}
      />
    </>
  );
}

interface SeveralProps<Value extends string> {
  readonly legend: string;
  readonly all: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: readonly Value[];
  readonly choose: (chosen: readonly Value[]) => void;
}

function Several<Value extends string>({ legend, all, chosen, choose }: SeveralProps<Value>) {
  return (
    <Fieldset>
      <Fieldset.Legend>{legend}</Fieldset.Legend>
      {all.map(({ value, label }) => (
        <Checkbox
          key={value}
          value={value}
          label={label}
          checked={chosen.includes(value)}
          onChange={({ target }) => choose(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))}
        />
      ))}
    </Fieldset>
  );
}
