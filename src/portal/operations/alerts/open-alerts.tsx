import { Card } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';
import { useAlerts } from './use-alerts.ts';

/** That something is wrong, where one begins; nothing where all is well. */
export function OpenAlerts() {
  const text = useTexts(texts);
  const { data } = useAlerts();
  if (!data?.open.length) return null;
  return (
    <Card role="status">
      <div className="row">
        <strong>{text.arrived(data.open.length)}</strong>
        <Link className="ds-link" to="/operations/alerts">
          {text.title}
        </Link>
      </div>
    </Card>
  );
}
