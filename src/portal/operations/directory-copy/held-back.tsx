import { Button, Card, Heading, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Generation } from '../../../faces/portal-api/shapes/directory-copy.ts';
import { call } from '../../api/client.ts';
import { DataTable } from '../../common/data-table.tsx';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

type Report = NonNullable<Generation['report']>;

const kinds = ['organization', 'unit', 'function', 'person', 'commission'] as const;
const columns = ['before', 'added', 'changed', 'moved', 'removed'] as const;

/** Why it is held back and what it would change, and the decision about it. */
export function HeldBack({ generation: { id, report } }: { readonly generation: Generation }) {
  const text = useTexts(texts);
  return (
    <Card className="stack" aria-labelledby="copy-held">
      <Heading id="copy-held" level={3} data-size="2xs">
        {text.held(id)}
      </Heading>
      <Paragraph>{text.heldText}</Paragraph>
      {report && <Changes report={report} />}
      <Decision id={id} />
    </Card>
  );
}

function Changes({ report }: { readonly report: Report }) {
  const text = useTexts(texts);
  return (
    <>
      <ul className="sources__wrong" lang="en">
        {report.held.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <DataTable
        caption={text.changes}
        columns={[
          { heading: text.kind, cell: (kind) => text.kinds[kind] },
          ...columns.map((column) => ({
            heading: text.columns[column],
            cell: (kind: (typeof kinds)[number]) => report[column][kind],
            isNumber: true as const,
          })),
        ]}
        rows={kinds}
        keyOf={(kind) => kind}
      />
      {report.granted > 0 && <Paragraph>{text.granted(report.granted)}</Paragraph>}
      {report.notable.length > 0 && (
        <details>
          <summary>{text.notable}</summary>
          <ul className="sources__wrong">
            {report.notable.map(({ what, hsaId, name, detail }) => (
              <li key={`${what} ${hsaId}`}>
                {text.what[what]}: {name} ({hsaId}) {detail}
              </li>
            ))}
            {report.moreNotable && <li>{text.more}</li>}
          </ul>
        </details>
      )}
    </>
  );
}

function Decision({ id }: { readonly id: number }) {
  const text = useTexts(texts);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const deciding = useMutation({
    mutationFn: (verdict: 'approve' | 'reject') =>
      call('POST', `/ops/directory-copy/${id}/${verdict}`, { body: { reason: reason.trim() } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['polled', '/ops/directory-copy'] }),
  });

  function decide(verdict: 'approve' | 'reject'): void {
    setTried(true);
    if (reason.trim() !== '') deciding.mutate(verdict);
  }

  return (
    <>
      <Textfield
        label={text.reason}
        error={tried && reason.trim() === '' && text.reasonNeeded}
        value={reason}
        maxLength={1_000}
        onChange={({ target }) => setReason(target.value)}
      />
      {deciding.error && <ProblemNote problem={deciding.error} />}
      <div className="row">
        <Button data-size="sm" loading={deciding.isPending} onClick={() => decide('approve')}>
          {text.approve}
        </Button>
        <Button variant="secondary" data-size="sm" disabled={deciding.isPending} onClick={() => decide('reject')}>
          {text.reject}
        </Button>
      </div>
    </>
  );
}
