import { Alert, Checkbox, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RefusedCertificate } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { useNames } from '../names.ts';
import { RefusedCard } from './refused-card.tsx';
import { texts } from './texts.ts';

/** Refused certificates that nobody has looked into since they were refused last. */
export default function RefusedPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const [closed, setClosed] = useState(false);
  const [done, setDone] = useState(false);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['access-log', 'refused', closed],
    queryFn: () =>
      call<{ refused: readonly RefusedCertificate[] }>('POST', '/access-log/refused', { body: { closed } }),
  });
  const nameOf = useNames(data?.refused.flatMap(({ signOffs }) => signOffs.map(({ madeBy }) => madeBy)) ?? []);
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.what}</Paragraph>
      <Checkbox label={text.alsoSigned} checked={closed} onChange={({ target }) => setClosed(target.checked)} />
      {done && (
        <Alert data-color="success" role="status">
          {text.done}
        </Alert>
      )}
      {isPending && <Spinner aria-label={text.waiting} />}
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {data?.refused.length === 0 && <Paragraph>{closed ? text.noneAtAll : text.none}</Paragraph>}
      {data?.refused.map((refused) => (
        <RefusedCard
          key={`${refused.certificate.fingerprint} ${refused.code}`}
          refused={refused}
          nameOf={nameOf}
          onSignedOff={() => setDone(true)}
        />
      ))}
    </div>
  );
}
