import { Heading, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import type { StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';
import { call } from '../../api/client.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { hsaIdsIn, useNames } from '../names.ts';
import { CertificateFacts } from './certificate-facts.tsx';
import './entry.css';
import { CallFacts } from './call-facts.tsx';
import { Shown } from './shown.tsx';
import { texts } from './texts.ts';
import { WhatFacts } from './what-facts.tsx';
import { WhoFacts } from './who-facts.tsx';
import { WhyFacts } from './why-facts.tsx';

/** One entry of the log in full. */
export default function EntryPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { id = '' } = useParams();
  const { data, error, isPending } = useQuery({
    queryKey: ['access-log', 'entry', id],
    queryFn: () => call<StoredEntry>('GET', `/access-log/entries/${encodeURIComponent(id)}`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      {isPending && <Spinner aria-label={text.waiting} />}
      {error && <ProblemNote problem={error} />}
      {data && <Entry entry={data} />}
    </div>
  );
}

function Entry({ entry }: { readonly entry: StoredEntry }) {
  const text = useTexts(texts);
  const nameOf = useNames(hsaIdsIn([entry]));
  return (
    <div className="entry">
      <Part name={text.what}>
        <WhatFacts entry={entry} />
      </Part>
      <Part name={text.who}>
        <WhoFacts entry={entry} nameOf={nameOf} />
      </Part>
      <Part name={text.why}>
        <WhyFacts id={entry.id} />
      </Part>
      <Part name={text.certificate}>
        <CertificateFacts certificate={entry.certificate} />
      </Part>
      <Part name={text.shown} isWide>
        <Shown entry={entry} nameOf={nameOf} />
      </Part>
      <Part name={text.proofTitle} isWide>
        <CallFacts entry={entry} />
        <Link className="ds-link" to={`/access-log/integrity?entry=${entry.id}`}>
          {text.proof}
        </Link>
      </Part>
    </div>
  );
}

interface PartProps {
  readonly name: string;
  readonly isWide?: true;
  readonly children: ReactNode;
}

function Part({ name, isWide, children }: PartProps) {
  return (
    <section className="entry__part stack" data-wide={isWide}>
      <Heading level={2} data-size="xs">
        {name}
      </Heading>
      {children}
    </section>
  );
}
