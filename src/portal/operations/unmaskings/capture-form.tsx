import { Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useId, useState } from 'react';
import type { ShownSources } from '../../../faces/portal-api/shapes/operations.ts';
import { usePolled } from '../../common/use-polled.ts';
import { useTexts } from '../../texts/language.tsx';
import { AskForm } from './ask-form.tsx';
import { texts } from './texts.ts';

/** Asks to see the next exchanges between two systems. */
export function CaptureForm() {
  const text = useTexts(texts);
  const list = useId();
  const sources = usePolled<ShownSources>('/ops/sources', 60_000);
  const [consumer, setConsumer] = useState('');
  const [producer, setProducer] = useState('');
  const [exchanges, setExchanges] = useState('5');
  const count = /^\d{1,2}$/.test(exchanges.trim()) ? Number(exchanges) : 0;
  const isWhole = consumer.trim() !== '' && producer.trim() !== '' && count >= 1 && count <= 20;
  const subject = { kind: 'capture', consumer: consumer.trim(), producer: producer.trim(), exchanges: count } as const;
  return (
    <section className="stack" aria-labelledby={`${list}-capture`}>
      <Heading id={`${list}-capture`} level={2} data-size="xs">
        {text.capture}
      </Heading>
      <Paragraph>{text.captureText}</Paragraph>
      <AskForm subject={isWhole ? subject : undefined}>
        <Textfield
          label={text.consumer}
          description={text.consumerText}
          value={consumer}
          onChange={({ target }) => setConsumer(target.value)}
          maxLength={64}
          spellCheck={false}
        />
        <Textfield
          label={text.producer}
          description={text.producerText}
          value={producer}
          onChange={({ target }) => setProducer(target.value)}
          maxLength={64}
          spellCheck={false}
          list={list}
        />
        <datalist id={list}>
          {sources.data?.sources.map(({ source, name }) => (
            <option key={source} value={source} label={name} />
          ))}
        </datalist>
        <Textfield
          label={text.count}
          inputMode="numeric"
          value={exchanges}
          onChange={({ target }) => setExchanges(target.value)}
          maxLength={2}
        />
      </AskForm>
    </section>
  );
}
