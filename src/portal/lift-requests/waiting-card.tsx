import { Card } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../api/client.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** That somebody waits for the unit; about whom is told on the page. */
export function WaitingRequests() {
  const text = useTexts(texts);
  const { data } = useQuery({
    queryKey: ['lift-requests', 'count'],
    queryFn: () => call<{ waiting: number }>('GET', '/lift-requests/count', { isBackground: true }),
    refetchInterval: 60_000,
  });
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
