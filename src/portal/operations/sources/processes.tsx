import { Heading } from '@digdir/designsystemet-react';
import type { ShownProcesses } from '../../../faces/portal-api/shapes/operations.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';
import { Trouble } from './trouble.tsx';

/** Who answers and who works, since when, and which have fallen silent. */
export function Processes({ processes }: ShownProcesses) {
  const text = useTexts(texts);
  const moment = useMoment();
  const columns: readonly Column<ShownProcesses['processes'][number]>[] = [
    { heading: text.process, cell: ({ role, host }) => `${text.roles[role]}, ${host}` },
    {
      heading: text.how,
      cell: ({ silent, troubles, seenAt }) =>
        silent ? (
          <strong>{text.silentSince(moment(seenAt))}</strong>
        ) : troubles.length > 0 ? (
          troubles.map((said) => (
            <div key={said}>
              <Trouble said={said} />
            </div>
          ))
        ) : (
          text.ready
        ),
    },
    { heading: text.inHand, cell: ({ hands }) => hands.reduce((sum, { running }) => sum + running, 0), isNumber: true },
    { heading: text.version, cell: ({ version }) => version },
    { heading: text.since, cell: ({ startedAt }) => moment(startedAt) },
  ];
  return (
    <section className="stack" aria-labelledby="processes-now">
      <Heading id="processes-now" level={2} data-size="xs">
        {text.processes}
      </Heading>
      <DataTable caption={text.processes} columns={columns} rows={processes} keyOf={({ id }) => id} />
    </section>
  );
}
