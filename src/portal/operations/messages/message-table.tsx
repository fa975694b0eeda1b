import { Checkbox, Link as DsLink } from '@digdir/designsystemet-react';
import { Link } from 'react-router';
import type { FoundMessages } from '../../../faces/portal-api/shapes/operations.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { useTexts } from '../../texts/language.tsx';
import { CallLink } from '../call-link.tsx';
import { messageTexts } from './message-texts.ts';
import { texts } from './texts.ts';

interface MessageTableProps {
  readonly messages: FoundMessages['messages'];
  readonly chosen: ReadonlySet<string>;
  readonly choose: (chosen: ReadonlySet<string>) => void;
}

/** As many may be chosen as the bridge takes by name. */
const mostChosen = 500;

export function MessageTable({ messages, chosen, choose }: MessageTableProps) {
  const text = useTexts(texts);
  const words = useTexts(messageTexts);
  const moment = useMoment();
  const columns: readonly Column<FoundMessages['messages'][number]>[] = [
    {
      heading: text.id,
      cell: ({ id }) => (
        <span className="messages__choice messages__whole">
          <Checkbox
            data-size="sm"
            aria-label={text.choose(id)}
            checked={chosen.has(id)}
            disabled={!chosen.has(id) && chosen.size >= mostChosen}
            onChange={({ target }) => {
              const next = new Set(chosen);
              if (target.checked) next.add(id);
              else next.delete(id);
              choose(next);
            }}
          />
          <DsLink asChild>
            <Link to={`/operations/messages/${id}`}>
              <code>{id.slice(0, 8)}</code>
            </Link>
          </DsLink>
        </span>
      ),
    },
    { heading: words.destination, cell: ({ destination, kind }) => `${destination} (${words.kinds[kind]})` },
    {
      heading: words.state,
      cell: ({ state, overtaken }) => (
        <div>
          <span className="messages__whole">{words.states[state]}</span>
          {overtaken && `. ${text.overtaken}`}
        </div>
      ),
    },
    {
      heading: words.reason,
      cell: ({ failure }) => (failure ? `${text.classes[failure.class]}: ${failure.reason}` : '–'),
    },
    { heading: text.group, cell: ({ group }) => <code className="messages__whole">{group}</code> },
    { heading: words.accepted, cell: ({ acceptedAt }) => moment(acceptedAt) },
    { heading: words.attempts, cell: ({ attempts }) => attempts, isNumber: true },
    { heading: text.followCall, cell: ({ correlationId }) => <CallLink id={correlationId} /> },
  ];
  return <DataTable caption={text.title} columns={columns} rows={messages} keyOf={({ id }) => id} />;
}
