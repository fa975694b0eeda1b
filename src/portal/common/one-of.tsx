import './one-of.css';
import { Field, Label, Select } from '@digdir/designsystemet-react';
import { useId } from 'react';

interface OneOfProps<Value extends string> {
  readonly label: string;
  readonly among: readonly (readonly [value: Value, name: string])[];
  readonly value: Value;
  readonly change: (value: Value) => void;
  /** Among many. */
  readonly isSmall?: true;
}

/** A choice of one. */
export function OneOf<Value extends string>({ label, among, value, change, isSmall }: OneOfProps<Value>) {
  const id = useId();
  return (
    <Field className="one-of" {...(isSmall && { 'data-size': 'sm' })}>
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} value={value} onChange={({ target }) => change(target.value as Value)}>
        {among.map(([each, name]) => (
          <Select.Option key={each} value={each}>
            {name}
          </Select.Option>
        ))}
      </Select>
    </Field>
  );
}
