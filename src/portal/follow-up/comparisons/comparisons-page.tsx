import { Alert, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import { useSearchParams } from 'react-router';
import type { Comparison, Definitions, Measure } from '../../../faces/portal-api/shapes/follow-up.ts';
import { OneOf } from '../../common/one-of.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { texts as common } from '../texts.ts';
import { useFollowUp } from '../use-follow-up.ts';
import { ComparisonView } from './comparison-view.tsx';
import { texts } from './texts.ts';

/** The councils' own figures, side by side. Which measure stands in the address, to be sent on. */
export default function ComparisonsPage() {
  const text = useTexts(texts);
  const { waiting } = useTexts(common);
  usePageTitle(text.title);
  const { data, error } = useFollowUp<Definitions>('measures');
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.intro}</Paragraph>
      {error && <ProblemNote problem={error} />}
      {!data && !error && <Spinner aria-label={waiting} />}
      {data && (data.delivered.length > 0 ? <Chosen measures={data.delivered} /> : <Alert>{text.noMeasures}</Alert>)}
    </div>
  );
}

function Chosen({ measures }: { readonly measures: readonly Measure[] }) {
  const text = useTexts(texts);
  const { waiting } = useTexts(common);
  const { language } = useLanguage();
  const [asked, ask] = useSearchParams();
  const id = measures.find((each) => each.id === asked.get('measure'))?.id ?? measures[0]?.id ?? '';
  const { data, error } = useFollowUp<Comparison>(`measures/${id}`);
  return (
    <>
      <div className="row follow-up-choices">
        <OneOf
          label={text.measure}
          among={measures.map((each) => [each.id, each.name[language]] as const)}
          value={id}
          change={(measure) => ask({ measure }, { replace: true })}
        />
      </div>
      {error && <ProblemNote problem={error} />}
      {data ? <ComparisonView key={id} comparison={data} /> : !error && <Spinner aria-label={waiting} />}
    </>
  );
}
