import { Alert, Button, Checkbox, Fieldset, Paragraph, Radio, Textfield } from '@digdir/designsystemet-react';
import { type FormEvent, useId, useState } from 'react';
import { call } from '../api/client.ts';
import { useChange } from '../gate/use-gate.ts';
import { usePatient } from '../patient/patient.tsx';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

type Left = 'lak' | 'upp';

/** The patient objects (PDL 4:4, SVOD 2:3). */
export function RegisterBlock() {
  const text = useTexts(texts);
  const name = useId();
  const { patient } = usePatient();
  const [kind, setKind] = useState<'inner' | 'outer'>('inner');
  const [excludedTypes, setExcluded] = useState<readonly Left[]>([]);
  const [reason, setReason] = useState('');
  const registering = useChange(() =>
    call('POST', '/blocks', {
      body: {
        patient: patient.identity,
        kind,
        excludedTypes,
        ...(reason.trim() !== '' && { reason: reason.trim() }),
      },
    }),
  );

  function submit(event: FormEvent): void {
    event.preventDefault();
    registering.mutate();
  }

  function leave(type: Left, isLeft: boolean): void {
    setExcluded(isLeft ? [...excludedTypes, type] : excludedTypes.filter((one) => one !== type));
  }

  return (
    <form className="stack" onSubmit={submit}>
      <Paragraph>{text.registerText}</Paragraph>
      <Fieldset>
        <Fieldset.Legend>{text.kind}</Fieldset.Legend>
        {(['inner', 'outer'] as const).map((each) => (
          <Radio
            key={each}
            name={`${name}-kind`}
            value={each}
            label={text.kinds[each]}
            description={text.kindText[each]}
            checked={kind === each}
            onChange={() => setKind(each)}
          />
        ))}
      </Fieldset>
      <Checkbox
        value="lak"
        label={text.exceptLak}
        checked={excludedTypes.includes('lak')}
        onChange={({ target }) => leave('lak', target.checked)}
      />
      <Checkbox
        value="upp"
        label={text.exceptUpp}
        checked={excludedTypes.includes('upp')}
        onChange={({ target }) => leave('upp', target.checked)}
      />
      <Textfield
        label={text.reason}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
        maxLength={1_024}
      />
      {registering.error && <ProblemNote problem={registering.error} />}
      {registering.isSuccess && (
        <Alert data-color="success" role="status">
          {text.saved}
        </Alert>
      )}
      <div>
        <Button type="submit" loading={registering.isPending}>
          {text.save}
        </Button>
      </div>
    </form>
  );
}
