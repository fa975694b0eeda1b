import { Paragraph } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { FoundEntries, StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { Facts } from '../../common/facts.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { useDeed } from '../deed.ts';
import { FindButton } from '../find-button.tsx';
import { texts } from './texts.ts';

/** How it is found elsewhere, and what else the log has of the same call. */
export function CallFacts({ entry }: { readonly entry: StoredEntry }) {
  const text = useTexts(texts);
  const { id, correlationId, sequence } = entry;
  return (
    <Facts
      facts={[
        [
          text.correlationId,
          <FindButton key="correlation" search={{ correlationId }}>
            {correlationId}
          </FindButton>,
        ],
        [text.entry, id],
        [text.number, sequence],
        [text.same, <SameCall key="same" entry={entry} />],
      ]}
    />
  );
}

function SameCall({ entry: { id, correlationId } }: { readonly entry: StoredEntry }) {
  const text = useTexts(texts);
  const moment = useMoment();
  const deed = useDeed();
  const { data, error } = useQuery({
    queryKey: ['access-log', 'call', correlationId],
    queryFn: () => call<FoundEntries>('POST', '/access-log/search', { body: { correlationId, limit: 20 } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <ProblemNote problem={error} />;
  const others = data?.entries.filter((other) => other.id !== id) ?? [];
  if (data && others.length === 0) return <Paragraph>{text.sameNone}</Paragraph>;
  return (
    <ul className="entry__list">
      {others.map((other) => (
        <li key={other.id}>
          <Link className="ds-link" to={`/access-log/entries/${other.id}`}>
            {moment(other.at)}
          </Link>{' '}
          {deed(other)}
        </li>
      ))}
      {data?.next && (
        <li>
          <FindButton search={{ correlationId }}>{text.sameMore}</FindButton>
        </li>
      )}
    </ul>
  );
}
