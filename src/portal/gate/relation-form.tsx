import { Button, Fieldset, Heading, Radio } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useState } from 'react';
import { call } from '../api/client.ts';
import { usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { endOf } from './consent-end.ts';
import { texts } from './texts.ts';
import { useChange } from './use-gate.ts';

const lengths = ['today', '7-days', '30-days'] as const;

/** That the patient is in the care of the reader's unit, on what ground and until when (SVOD 3:1). */
export function RelationForm() {
  const text = useTexts(texts);
  const name = useId();
  const { patient } = usePatient();
  const [ground, setGround] = useState(0);
  const [length, setLength] = useState<(typeof lengths)[number]>('7-days');
  const registering = useChange(() =>
    call('POST', '/relations', {
      body: {
        patient: patient.identity,
        end: endOf(length, '', new Date()),
        ground: text.relation.grounds[ground],
      },
    }),
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    registering.mutate();
  }

  return (
    <form className="stack" onSubmit={submit}>
      <Heading level={2} data-size="xs">
        {text.relation.heading}
      </Heading>
      <Fieldset>
        <Fieldset.Legend>{text.relation.why}</Fieldset.Legend>
        <div className="row">
          {text.relation.grounds.map((each, index) => (
            <Radio
              key={each}
              name={`${name}-ground`}
              value={String(index)}
              label={each}
              checked={ground === index}
              onChange={() => setGround(index)}
            />
          ))}
        </div>
      </Fieldset>
      <Fieldset>
        <Fieldset.Legend>{text.relation.until}</Fieldset.Legend>
        <div className="row">
          {lengths.map((each) => (
            <Radio
              key={each}
              name={`${name}-length`}
              value={each}
              label={text.lengths[each]}
              checked={length === each}
              onChange={() => setLength(each)}
            />
          ))}
        </div>
      </Fieldset>
      {registering.error && <ProblemNote problem={registering.error} />}
      <div>
        <Button type="submit" loading={registering.isPending}>
          {text.relation.register}
        </Button>
      </div>
    </form>
  );
}
