import { Button, Dialog, Link as DsLink, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ShownDestinations } from '../../../faces/portal-api/shapes/operations.ts';
import { call } from '../../api/client.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { useDuration } from '../use-duration.ts';
import { texts } from './texts.ts';

type Line = ShownDestinations['destinations'][number];
type Order = { readonly kind: 'pause' | 'resume'; readonly destination: string };

/** Where durable messages go: what waits, what is stuck and why; and the tap. */
export function Destinations({ destinations }: ShownDestinations) {
  const text = useTexts(texts);
  const moment = useMoment();
  const duration = useDuration();
  const [ordering, setOrdering] = useState<Order>();
  const since = (at: string | undefined) => (at ? duration(Math.max(0, Date.now() - Date.parse(at))) : '–');
  const look = (destination: string, state: 'waiting' | 'dead', count: number) =>
    count === 0 ? (
      '0'
    ) : (
      <DsLink asChild>
        <Link to={`/operations/messages?${new URLSearchParams({ state, destination })}`}>{count}</Link>
      </DsLink>
    );
  const columns: readonly Column<Line>[] = [
    { heading: text.destination, cell: ({ destination }) => destination },
    { heading: text.how, cell: (line) => <Standing line={line} /> },
    {
      heading: text.waitingMessages,
      cell: ({ destination, waiting }) => look(destination, 'waiting', waiting),
      isNumber: true,
    },
    { heading: text.oldest, cell: ({ oldestAt }) => since(oldestAt), isNumber: true },
    { heading: text.dead, cell: ({ destination, dead }) => look(destination, 'dead', dead), isNumber: true },
    { heading: text.lastDelivered, cell: ({ lastDeliveredAt }) => (lastDeliveredAt ? moment(lastDeliveredAt) : '–') },
    {
      heading: text.tap,
      cell: ({ destination, paused }) => (
        <Button
          data-size="sm"
          variant="secondary"
          aria-label={`${paused ? text.resume : text.pause} ${destination}`}
          onClick={() => setOrdering({ kind: paused ? 'resume' : 'pause', destination })}
        >
          {paused ? text.resume : text.pause}
        </Button>
      ),
    },
  ];
  return (
    <section className="stack" aria-labelledby="destinations-now">
      <Heading id="destinations-now" level={2} data-size="xs">
        {text.destinations}
      </Heading>
      <DataTable
        caption={text.destinations}
        columns={columns}
        rows={destinations}
        keyOf={({ destination }) => destination}
        none={text.noDestinations}
      />
      {ordering && <OrderDialog order={ordering} onClose={() => setOrdering(undefined)} />}
    </section>
  );
}

function Standing({ line: { stuck, paused, trouble } }: { readonly line: Line }) {
  const text = useTexts(texts);
  const moment = useMoment();
  if (stuck.length === 0) return text.moves;
  return (
    <div>
      <strong>{stuck.map(({ kind }) => text.stuck[kind]).join(', ')}</strong>
      {paused && ` ${text.pausedBy(paused.by, paused.reason, moment(paused.at))}`}
      {trouble && (
        <>
          {' '}
          {text.lastSaid} <span lang="en">{trouble}</span>
        </>
      )}
    </div>
  );
}

function OrderDialog({ order, onClose }: { readonly order: Order; readonly onClose: () => void }) {
  const text = useTexts(texts);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const ordering = useMutation({
    mutationFn: () =>
      call('POST', `/ops/destinations/${encodeURIComponent(order.destination)}/${order.kind}`, {
        body: reason.trim() ? { reason: reason.trim() } : {},
      }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: ['polled', '/ops/destinations'] });
      onClose();
    },
  });
  return (
    <Dialog open closeButton={text.close} onClose={onClose} aria-labelledby="order-title">
      <div className="stack">
        <Heading id="order-title" level={2} data-size="sm">
          {`${text[order.kind]} ${order.destination}`}
        </Heading>
        <Paragraph>{order.kind === 'pause' ? text.pauseText : text.resumeText}</Paragraph>
        {ordering.error && <ProblemNote problem={ordering.error} />}
        <Textfield
          label={text.reason}
          description={text.reasonText}
          value={reason}
          maxLength={1_000}
          required={order.kind === 'pause'}
          onChange={({ target }) => setReason(target.value)}
        />
        <Button
          loading={ordering.isPending}
          disabled={order.kind === 'pause' && reason.trim() === ''}
          onClick={() => ordering.mutate()}
        >
          {text[order.kind]}
        </Button>
      </div>
    </Dialog>
  );
}
