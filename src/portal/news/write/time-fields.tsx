import { Textfield } from '@digdir/designsystemet-react';
import { useTexts } from '../../texts/language.tsx';
import { texts } from '../texts.ts';
import type { Form } from './form.ts';

interface TimeFieldsProps {
  readonly form: Form;
  readonly change: (changed: Partial<Form>) => void;
}

/** From when it is told, when planned work begins, and until when. */
export function TimeFields({ form, change }: TimeFieldsProps) {
  const { write } = useTexts(texts);
  const isWork = form.kind === 'maintenance';
  const times = [
    ['from', write.from],
    ...(isWork ? [['begins', write.begins] as const] : []),
    ['to', isWork ? write.workTo : write.to],
  ] as const;
  return (
    <div className="news-form__times">
      {times.map(([name, label]) => (
        <Textfield
          key={name}
          type="datetime-local"
          label={label}
          value={form[name]}
          onChange={({ target }) => change({ [name]: target.value })}
        />
      ))}
    </div>
  );
}
