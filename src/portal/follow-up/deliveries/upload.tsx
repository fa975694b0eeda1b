import { Alert, Button, Field, Heading, Label, Paragraph } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import type { DeliveryOutcome } from '../../../faces/portal-api/shapes/follow-up.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { followUpKey } from '../use-follow-up.ts';
import { FaultTable } from './fault-table.tsx';
import { texts } from './texts.ts';

/** A file of figures, given over; and what is wrong with it, line by line. */
export function Upload() {
  const text = useTexts(texts);
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [lacks, setLacks] = useState(false);
  const queries = useQueryClient();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async (given: File) => {
      const format = given.name.toLowerCase().endsWith('.json') ? 'json' : 'csv';
      return call<DeliveryOutcome>('POST', '/follow-up/deliveries', { body: { format, text: await given.text() } });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [followUpKey] }),
  });
  const deliver = () => {
    const given = file.current?.files?.[0];
    setLacks(!given);
    if (given) mutate(given);
  };
  return (
    <section className="stack">
      <Heading level={2} data-size="xs">
        {text.deliver}
      </Heading>
      <div className="row follow-up-choices">
        <Field>
          <Label htmlFor={id}>{text.file}</Label>
          <input ref={file} id={id} type="file" accept=".csv,.json,text/csv,application/json" />
        </Field>
        <Button onClick={deliver} loading={isPending}>
          {text.send}
        </Button>
      </div>
      <div aria-live="polite" className="stack">
        {lacks && <Paragraph>{text.noFile}</Paragraph>}
        {error && <ProblemNote problem={error} />}
        {data?.outcome === 'accepted' && (
          <Alert data-color="success">{text.accepted(data.values, data.replaced)}</Alert>
        )}
        {data?.outcome === 'refused' && (
          <Alert data-color="danger">
            <Heading level={3} data-size="2xs">
              {text.refused(data.all)}
            </Heading>
            <Paragraph>{text.aboutRefused}</Paragraph>
            <FaultTable faults={data.faults} />
          </Alert>
        )}
      </div>
    </section>
  );
}
