import { Details, Paragraph } from '@digdir/designsystemet-react';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

const example = `measure;version;period;unit;value;numerator;denominator
influenza-vaccinated-65;1;2026-01;SE2321000230-DEMOHC1;241;;
influenza-vaccinated-65;1;2026-01;;574;;
readmitted-30-days;2;2026-Q1;;;94;912
wait-first-visit;1;2026;;35,5;;10712`;

/** What a file is to look like. */
export function Format() {
  const text = useTexts(texts);
  return (
    <Details>
      <Details.Summary>{text.format}</Details.Summary>
      <Details.Content className="stack">
        <Paragraph>{text.aboutFormat}</Paragraph>
        <pre className="follow-up-format">
          <code>{example}</code>
        </pre>
        <ul>
          {text.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Details.Content>
    </Details>
  );
}
