import { Button, Dialog, Heading, List, Paragraph } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { Named } from '../../faces/portal-api/shapes/reading.ts';
import { useLanguage, useTexts } from '../texts/language.tsx';
import { coverageTexts } from './coverage-texts.ts';
import type { Told } from './reading-state.ts';
import { texts } from './texts.ts';

/** What is not shown, as far as that may be told, and what can be done about it. */
export function Hidden({ told, onClose }: { readonly told: Told; readonly onClose: () => void }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const { hidden, lacking } = coverageTexts[language];
  return (
    <Dialog open closeButton={text.close} onClose={onClose} aria-labelledby="hidden-title">
      <div className="stack">
        <Heading id="hidden-title" level={2} data-size="sm">
          {text.hiddenTitle}
        </Heading>
        <Paragraph>{text.hiddenText}</Paragraph>
        {told.notes.map((note) => (
          <div key={note}>
            <Paragraph>
              <strong>{hidden[note].what}</strong>
            </Paragraph>
            <Paragraph>{hidden[note].todo}</Paragraph>
          </div>
        ))}
        <NamedList intro={text.holders} named={told.holders} />
        <NamedList intro={text.blockers} named={told.blockers} />
        {told.lacking.length > 0 && (
          <div>
            <Paragraph>{text.lacking}</Paragraph>
            <List.Unordered>
              {told.lacking.map(({ code, detail }) => (
                <List.Item key={`${code} ${detail}`}>
                  {lacking[code]} {detail && <span>({detail})</span>}
                </List.Item>
              ))}
            </List.Unordered>
          </div>
        )}
        <div>
          <Button asChild>
            <Link to="/patient/access">{text.toGate}</Link>
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function NamedList({ intro, named }: { readonly intro: string; readonly named: readonly Named[] }) {
  if (named.length === 0) return null;
  return (
    <div>
      <Paragraph>{intro}</Paragraph>
      <List.Unordered>
        {named.map(({ hsaId, name }) => (
          <List.Item key={hsaId}>{name ?? hsaId}</List.Item>
        ))}
      </List.Unordered>
    </div>
  );
}
