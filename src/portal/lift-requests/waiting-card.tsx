import { Card } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { useLiftRequestCount } from './use-count.ts';

/** That somebody waits for the unit; about whom is told on the page. */
export function WaitingRequests() {
  const text = useTexts(texts);
  const { data } = useLiftRequestCount(60_000);
  if (!data?.waiting) return null;
  return (
    <Card role="status">
      <div className="row">
        <strong>{text.waiting(data.waiting)}</strong>
        <Link className="ds-link" to="/lift-requests">
          {text.show}
        </Link>
      </div>
    </Card>
  );
}
