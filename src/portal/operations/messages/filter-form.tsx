import { Button, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { ShownDestinations } from '../../../faces/portal-api/shapes/operations.ts';
import { OneOf } from '../../common/one-of.tsx';
import { usePolled } from '../../common/use-polled.ts';
import { useTexts } from '../../texts/language.tsx';
import { namesPerson } from '../names-person.ts';
import { ages, kinds, states, type Wanted } from './filter.ts';
import { messageTexts } from './message-texts.ts';
import { texts } from './texts.ts';

interface FilterFormProps {
  readonly wanted: Wanted;
  readonly look: (wanted: Wanted) => void;
}

/** What is looked for. What is chosen counts at once, what is written when it is sent. */
export function FilterForm({ wanted, look }: FilterFormProps) {
  const text = useTexts(texts);
  const words = useTexts(messageTexts);
  const { data } = usePolled<ShownDestinations>('/ops/destinations', 60_000);
  const [written, setWritten] = useState({ reason: wanted.reason, call: wanted.call });
  const wrong = (Object.keys(written) as (keyof typeof written)[]).filter((name) => namesPerson(written[name]));
  const known = data?.destinations.map(({ destination }) => destination) ?? [];
  const destinations =
    known.includes(wanted.destination) || !wanted.destination ? known : [wanted.destination, ...known];
  const field = (name: 'reason' | 'call', label: string) => (
    <Textfield
      label={label}
      data-size="sm"
      value={written[name]}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      onChange={({ target }) => setWritten({ ...written, [name]: target.value })}
      {...(wrong.includes(name) && { error: text.person })}
    />
  );
  return (
    <form
      className="messages__filter"
      aria-label={text.filter}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong.length === 0) look({ ...wanted, reason: written.reason.trim(), call: written.call.trim() });
      }}
    >
      <Choice
        label={words.destination}
        value={wanted.destination}
        options={destinations.map((each) => [each, each])}
        choose={(destination) => look({ ...wanted, destination })}
      />
      <Choice
        label={words.state}
        value={wanted.state}
        options={states.map((each) => [each, words.states[each]])}
        choose={(state) => look({ ...wanted, state })}
      />
      <Choice
        label={words.kind}
        value={wanted.kind}
        options={kinds.map((each) => [each, words.kinds[each]])}
        choose={(kind) => look({ ...wanted, kind })}
      />
      <Choice
        label={text.age}
        value={wanted.age}
        options={ages.map((each) => [each, text.ages[each]])}
        choose={(age) => look({ ...wanted, age })}
      />
      {field('reason', words.reason)}
      {field('call', text.call)}
      <Button type="submit" variant="secondary" data-size="sm">
        {text.show}
      </Button>
    </form>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value | '';
  readonly options: readonly (readonly [Value, string])[];
  readonly choose: (value: Value | '') => void;
}

function Choice<Value extends string>({ label, value, options, choose }: ChoiceProps<Value>) {
  const text = useTexts(texts);
  return <OneOf<Value | ''> label={label} among={[['', text.all], ...options]} value={value} change={choose} isSmall />;
}
