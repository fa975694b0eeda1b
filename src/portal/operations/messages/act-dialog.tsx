import { Button, Dialog, Link as DsLink, Heading, Paragraph, Spinner, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { DeliveryFilter } from '../../../deliveries/desk.ts';
import type { MessageJob, Preview } from '../../../faces/portal-api/shapes/operations.ts';
import { call } from '../../api/client.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { jobsKey } from './job-list.tsx';
import { texts } from './texts.ts';

/** Something to be done with messages, which is looked at before it is done. */
export interface Act {
  readonly kind: 'replay' | 'discard';
  readonly filter: DeliveryFilter;
}

interface ActDialogProps {
  readonly act: Act;
  readonly onClose: () => void;
}

/** What it would do; then why, and then it is done. */
export function ActDialog({ act, onClose }: ActDialogProps) {
  const text = useTexts(texts);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const preview = useQuery({
    queryKey: ['preview', act],
    queryFn: () => call<Preview>('POST', '/ops/messages/preview', { body: { act: act.kind, filter: act.filter } }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const doing = useMutation({
    mutationFn: () => {
      const why = reason.trim() !== '' && { reason: reason.trim() };
      return call<MessageJob>('POST', `/ops/messages/${act.kind}`, { body: { filter: act.filter, ...why } });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: jobsKey }),
  });
  const count = preview.data?.total ?? 0;
  const lacksReason = act.kind === 'discard' && reason.trim() === '';
  return (
    <Dialog open closeButton={text.close} onClose={onClose} aria-labelledby="act-title">
      <div className="stack">
        <Heading id="act-title" level={2} data-size="sm">
          {text.acts[act.kind]}
        </Heading>
        {preview.isPending && <Spinner aria-label={text.preview.looking} />}
        {preview.error && <ProblemNote problem={preview.error} />}
        {preview.data && <Previewed preview={preview.data} />}
        {doing.error && <ProblemNote problem={doing.error} />}
        {doing.isSuccess ? (
          <>
            <Paragraph role="status">{text.begun}</Paragraph>
            <div className="row">
              <Button onClick={onClose}>{text.close}</Button>
              <DsLink asChild>
                <Link to="/operations/jobs">{text.allJobs}</Link>
              </DsLink>
            </div>
          </>
        ) : (
          count > 0 && (
            <>
              <Textfield
                label={text.why}
                description={text.whyText}
                value={reason}
                maxLength={1_000}
                required={act.kind === 'discard'}
                onChange={({ target }) => setReason(target.value)}
              />
              <div className="row">
                <Button
                  data-color={act.kind === 'discard' ? 'danger' : 'accent'}
                  loading={doing.isPending}
                  disabled={lacksReason}
                  onClick={() => doing.mutate()}
                >
                  {text.confirm(act.kind, count)}
                </Button>
                <Button variant="secondary" onClick={onClose}>
                  {text.cancel}
                </Button>
              </div>
            </>
          )
        )}
      </div>
    </Dialog>
  );
}

const shownGroups = 10;

function Previewed({ preview: { act, total, groups, overtaken, more } }: { readonly preview: Preview }) {
  const text = useTexts(texts);
  const words = text.preview;
  if (total === 0) return <Paragraph role="status">{words.nothing}</Paragraph>;
  return (
    <div className="stack" role="status">
      <Paragraph>
        <strong>{words[act](total)}</strong>
      </Paragraph>
      <Paragraph data-size="sm">
        {words.groups} {more && words.looked}
      </Paragraph>
      <ul className="messages__groups">
        {groups.slice(0, shownGroups).map(({ destination, group, messages }) => (
          <li key={`${destination} ${group}`}>
            {destination} <code>{group}</code>: {messages}
          </li>
        ))}
        {groups.length > shownGroups && <li>{words.moreGroups(groups.length - shownGroups)}</li>}
      </ul>
      {act === 'replay' && overtaken.length > 0 && (
        <Paragraph>
          <strong>{words.overtaken(overtaken.length)}</strong>
        </Paragraph>
      )}
    </div>
  );
}
