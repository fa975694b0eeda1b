import { Button, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import type { ReviewSummary } from '../../../faces/portal-api/shapes/reviews.ts';
import { call } from '../../api/client.ts';
import { keepFile } from '../../common/keep-file.ts';
import { bytesOf } from '../../records/bytes.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { texts } from './texts.ts';

/** What came of it, to keep or print. */
export function SummaryButtons({ review }: { readonly review: string }) {
  const text = useTexts(texts);
  const keeping = useMutation({
    mutationFn: async (form: 'pdf' | 'csv') => {
      const summary = await call<ReviewSummary>('POST', `/access-log/reviews/${encodeURIComponent(review)}/summary`);
      const file = form === 'csv' ? new TextEncoder().encode(summary.csv) : bytesOf(summary.pdf);
      if (file) keepFile(file, `granskning-${review.slice(0, 8)}.${form}`);
    },
    gcTime: 0,
  });
  return (
    <div className="stack">
      <div className="row">
        {(['pdf', 'csv'] as const).map((form) => (
          <Button
            key={form}
            variant="secondary"
            loading={keeping.isPending && keeping.variables === form}
            onClick={() => keeping.mutate(form)}
          >
            {text[form]}
          </Button>
        ))}
      </div>
      <Paragraph data-size="sm">{text.keeping}</Paragraph>
      {keeping.error && <ProblemNote problem={keeping.error} />}
    </div>
  );
}
