import { Button, Fieldset, Radio, Textfield } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useState } from 'react';
import type { ShownBlock } from '../../faces/portal-api/shapes/block.ts';
import { call } from '../api/client.ts';
import { UnitField } from '../directory/unit-field.tsx';
import { useChange } from '../gate/use-gate.ts';
import { usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

const dayMs = 24 * 3_600_000;
/** Somebody who has typed a name has not chosen the unit yet. */
const hsaId = /^[A-Za-z0-9_]+(-[A-Za-z0-9]+)+$/;

/** A temporary lift for another unit, by who works where the block is (PDL 4:5). */
export function LiftForm({ block, done }: { readonly block: ShownBlock; readonly done: () => void }) {
  const text = useTexts(texts);
  const name = useId();
  const { patient } = usePatient();
  const [careUnit, setCareUnit] = useState('');
  const [days, setDays] = useState('1');
  const [ground, setGround] = useState<'consent' | 'emergency'>('consent');
  const [tried, setTried] = useState(false);
  const isRight = hsaId.test(careUnit.trim()) && /^[1-7]$/.test(days.trim());
  const lifting = useChange(
    () =>
      call('POST', `/blocks/${block.id}/lift`, {
        body: {
          patient: patient.identity,
          // A minute short, so that clocks that differ do not make it more than seven days.
          end: new Date(Date.now() + Number(days) * dayMs - 60_000).toISOString(),
          careUnit: careUnit.trim(),
          ground,
        },
      }),
    done,
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isRight) lifting.mutate();
  }

  return (
    <form className="stack" onSubmit={submit} noValidate>
      <UnitField
        label={text.liftUnit}
        description={text.liftUnitText}
        error={tried && !isRight ? text.liftWrong : undefined}
        value={careUnit}
        onChange={setCareUnit}
      />
      <Textfield
        label={text.liftDays}
        inputMode="numeric"
        value={days}
        onChange={({ target }) => setDays(target.value)}
        maxLength={1}
      />
      <Fieldset>
        <Fieldset.Legend>{text.liftGround}</Fieldset.Legend>
        <div className="row">
          {(['consent', 'emergency'] as const).map((each) => (
            <Radio
              key={each}
              name={`${name}-ground`}
              value={each}
              label={text.grounds[each]}
              checked={ground === each}
              onChange={() => setGround(each)}
            />
          ))}
        </div>
      </Fieldset>
      {lifting.error && <ProblemNote problem={lifting.error} />}
      <div>
        <Button type="submit" data-size="sm" loading={lifting.isPending}>
          {text.lift}
        </Button>
      </div>
    </form>
  );
}
