import './blocks.css';
import { Alert, Card, Details, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import type { ShownBlock } from '../../faces/portal-api/shapes/block.ts';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { call } from '../api/client.ts';
import { AskForLift, SentRequest, useSentRequests } from '../gate/blockers.tsx';
import { patientKey, usePatient } from '../patient/patient.tsx';
import { businessOf } from '../patient/where-first.ts';
import { usePageTitle } from '../shell/page-title.ts';
import { ProblemNote } from '../shell/problem-note.tsx';
import { useTexts } from '../texts/language.tsx';
import { BlockCard } from './block-card.tsx';
import { RegisterBlock } from './register-block.tsx';
import { texts } from './texts.ts';

/** The open patient's blocks, as far as the reader's unit has to do with them; and how to ask where others have them. */
export default function BlocksPage({ session }: { readonly session: ShownSession }) {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const isClinician = businessOf(session) === 'care';
  const { data, error, isPending, refetch } = useBlocks();
  return (
    <div className="page page--narrow stack">
      <Heading level={1}>{text.title}</Heading>
      {!isClinician && <Alert data-color="info">{text.secretary}</Alert>}
      <section className="stack" aria-labelledby="own-blocks">
        <Heading id="own-blocks" level={2} data-size="xs">
          {text.own}
        </Heading>
        <Paragraph>{text.ownText}</Paragraph>
        {isPending && <Spinner aria-label={text.title} />}
        {error && <ProblemNote problem={error} again={() => void refetch()} />}
        {data?.items.length === 0 && <Paragraph>{text.none}</Paragraph>}
        {data?.items.map((block) => (
          <BlockCard key={block.id} block={block} session={session} />
        ))}
        <Details>
          <Details.Summary>{text.register}</Details.Summary>
          <Details.Content>
            <RegisterBlock />
          </Details.Content>
        </Details>
      </section>
      {isClinician && session.assignment && <Elsewhere careProvider={session.assignment.careProvider.hsaId} />}
    </div>
  );
}

function useBlocks() {
  const { opening, patient } = usePatient();
  return useQuery({
    queryKey: [patientKey, 'blocks', opening],
    queryFn: () =>
      call<{ items: readonly ShownBlock[] }>('POST', '/blocks/search', {
        body: { patient: patient.identity, limit: 200 },
      }),
  });
}

/** What to do when the overview says that something is blocked. */
function Elsewhere({ careProvider }: { readonly careProvider: string }) {
  const text = useTexts(texts);
  const { data: sent } = useSentRequests();
  const own = sent?.items.filter(({ to }) => to.hsaId.toUpperCase() === careProvider.toUpperCase()) ?? [];
  return (
    <section className="stack" aria-labelledby="blocks-elsewhere">
      <Heading id="blocks-elsewhere" level={2} data-size="xs">
        {text.elsewhere}
      </Heading>
      <Paragraph>{text.elsewhereText}</Paragraph>
      <Card>
        <Paragraph>
          {text.inner} {text.switchboard}
        </Paragraph>
        {own.map((request) => (
          <SentRequest key={request.id} request={request} />
        ))}
        {own.every(({ answers }) => answers.length > 0) && <AskForLift careProvider={careProvider} ground="consent" />}
      </Card>
      <Paragraph>{text.outer}</Paragraph>
    </section>
  );
}
