import { Card } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { useWaiting } from './use-waiting.ts';

/** What waits for an officer's judgement, where she begins; nothing where nothing does. */
export function WaitingForOfficer() {
  const text = useTexts(texts);
  const { data } = useWaiting();
  if (!data) return null;
  return (['emergencies', 'refused'] as const)
    .filter((what) => data[what] > 0)
    .map((what) => (
      <Card key={what} role="status">
        <Link className="ds-link" to={`/access-log/${what}`}>
          {text.waiting(text[what], data[what])}
        </Link>
      </Card>
    ));
}
