import { Link as DsLink } from '@digdir/designsystemet-react';
import { Link } from 'react-router';

/** The correlation id of a call, which leads to all that is known of it. */
export function CallLink({ id }: { readonly id: string }) {
  return (
    <DsLink asChild>
      <Link to={`/operations/trace/${encodeURIComponent(id)}`}>
        <code>{id}</code>
      </Link>
    </DsLink>
  );
}
