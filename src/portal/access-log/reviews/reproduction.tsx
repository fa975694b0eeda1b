import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Reproduction } from '../../../faces/portal-api/shapes/reviews.ts';
import { call } from '../../api/client.ts';
import { DataTable } from '../../common/data-table.tsx';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** The sample drawn once more by its seed: whether the same accesses come. */
export function ReproductionPart({ review }: { readonly review: string }) {
  const text = useTexts(texts);
  const drawing = useMutation({
    mutationFn: () => call<Reproduction>('POST', `/access-log/reviews/${encodeURIComponent(review)}/reproduction`),
  });
  return (
    <section className="stack">
      <Heading level={2} data-size="sm">
        {text.reproduce}
      </Heading>
      <Paragraph>{text.reproduceWhat}</Paragraph>
      <div>
        <Button variant="secondary" loading={drawing.isPending} onClick={() => drawing.mutate()}>
          {text.reproduceNow}
        </Button>
      </div>
      {drawing.error && <ProblemNote problem={drawing.error} />}
      <div aria-live="polite">{drawing.data && <Came of={drawing.data} />}</div>
    </section>
  );
}

function Came({ of: { same, again, population, missing, added, told } }: { readonly of: Reproduction }) {
  const text = useTexts(texts);
  const rows = [
    ...missing.map(({ entry, why }) => ({ entry, why: text[why], isThere: why !== 'disposed' })),
    ...added.map(({ entry }) => ({ entry, why: text.added, isThere: true })),
    ...told.map(({ entry }) => ({ entry, why: text.told, isThere: true })),
  ];
  return (
    <div className="stack">
      <Alert data-color={same ? 'success' : 'warning'}>
        <Paragraph>{same ? text.same(again) : text.differs(again, missing.length, added.length)}</Paragraph>
        {population.before !== population.now && (
          <Paragraph>{text.populationDiffers(population.before, population.now)}</Paragraph>
        )}
      </Alert>
      {rows.length > 0 && (
        <DataTable
          caption={text.differences}
          rows={rows}
          keyOf={({ entry }) => entry}
          columns={[
            {
              heading: text.entry,
              cell: ({ entry, isThere }) =>
                isThere ? (
                  <Link className="ds-link" to={`/access-log/entries/${entry}`}>
                    {entry}
                  </Link>
                ) : (
                  entry
                ),
            },
            { heading: text.difference, cell: ({ why }) => why },
          ]}
        />
      )}
    </div>
  );
}
