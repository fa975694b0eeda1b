import { Button, Link as DsLink, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { FoundMessages } from '../../../faces/portal-api/shapes/operations.ts';
import { call } from '../../api/client.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import './messages.css';
import { type Act, ActDialog } from './act-dialog.tsx';
import { addressOf, choosesSome, filterOf, wantedIn } from './filter.ts';
import { FilterForm } from './filter-form.tsx';
import { RunningJobs } from './job-list.tsx';
import { MessageTable } from './message-table.tsx';
import { texts } from './texts.ts';

const ofPage = 50;

/** Messages on their way, by what the address says: what is stuck, and how it goes again. */
export default function MessagesPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const [address, setAddress] = useSearchParams();
  const wanted = wantedIn(address);
  const after = Number(address.get('after')) || undefined;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['messages', wanted, after],
    queryFn: ({ signal }) =>
      call<FoundMessages>('POST', '/ops/messages/search', {
        body: { filter: filterOf(wanted, new Date()), limit: ofPage, ...(after && { after }) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [acting, setActing] = useState<Act>();
  const shown = data?.messages ?? [];
  const last = shown.length === ofPage ? shown.at(-1) : undefined;
  const turnTo = (page: number | undefined) => {
    const to = addressOf(wanted);
    if (page) to.set('after', String(page));
    setAddress(to);
  };
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro}</Paragraph>
      <RunningJobs ended={() => void refetch()} />
      <FilterForm
        key={address.toString()}
        wanted={wanted}
        look={(next) => {
          setChosen(new Set());
          setAddress(addressOf(next));
        }}
      />
      {isPending && <Spinner aria-label={text.looking} />}
      {error && <ProblemNote problem={error} again={() => void refetch()} />}
      {data && (
        <>
          <Paragraph role="status">
            {data.total === 0 ? text.none : text.found(data.total, data.isMore)}
            {chosen.size > 0 && ` · ${text.chosen(chosen.size)}`}
          </Paragraph>
          {data.total > 0 && (
            <Acts
              chosen={chosen.size}
              canTakeAll={choosesSome(wanted)}
              act={(kind, of) =>
                setActing({ kind, filter: of === 'all' ? filterOf(wanted, new Date()) : { ids: [...chosen] } })
              }
            />
          )}
          {data.total > 0 && <MessageTable messages={shown} chosen={chosen} choose={setChosen} />}
          <div className="row">
            {after && (
              <Button variant="secondary" data-size="sm" onClick={() => turnTo(undefined)}>
                {text.firstPage}
              </Button>
            )}
            {last && (
              <Button variant="secondary" data-size="sm" onClick={() => turnTo(last.sequence)}>
                {text.nextPage}
              </Button>
            )}
            <DsLink asChild>
              <Link to="/operations/jobs">{text.allJobs}</Link>
            </DsLink>
          </div>
        </>
      )}
      {acting && (
        <ActDialog
          act={acting}
          onClose={() => {
            setActing(undefined);
            setChosen(new Set());
            void refetch();
          }}
        />
      )}
    </div>
  );
}

interface ActsProps {
  readonly chosen: number;
  readonly canTakeAll: boolean;
  readonly act: (kind: Act['kind'], of: 'chosen' | 'all') => void;
}

/** What can be done with those that are chosen; and with all of them, where it is said which. */
function Acts({ chosen, canTakeAll, act }: ActsProps) {
  const text = useTexts(texts);
  if (chosen === 0 && !canTakeAll) return <Paragraph data-size="sm">{text.narrow}</Paragraph>;
  const of = chosen > 0 ? 'chosen' : 'all';
  return (
    <div className="row">
      <Button data-size="sm" onClick={() => act('replay', of)}>
        {text.replay[of]}
      </Button>
      <Button data-size="sm" variant="secondary" data-color="danger" onClick={() => act('discard', of)}>
        {text.discard[of]}
      </Button>
    </div>
  );
}
