import { Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import type { Definitions, Measure } from '../../../faces/portal-api/shapes/follow-up.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { texts as common } from '../texts.ts';
import { useFollowUp } from '../use-follow-up.ts';
import { texts } from './texts.ts';

/** What each figure counts, and by which rules. */
export default function DefinitionsPage() {
  const text = useTexts(texts);
  const { waiting } = useTexts(common);
  const { language } = useLanguage();
  usePageTitle(text.title);
  const { data, error } = useFollowUp<Definitions>('measures');
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      {error && <ProblemNote problem={error} />}
      {!data && !error && <Spinner aria-label={waiting} />}
      {data && (
        <>
          <Heading level={2} data-size="xs">
            {text.delivered}
          </Heading>
          <Paragraph>{text.aboutDelivered}</Paragraph>
          {data.delivered.map((measure) => (
            <DeliveredMeasure key={measure.id} measure={measure} />
          ))}
          <Heading level={2} data-size="xs">
            {text.own}
          </Heading>
          <dl className="follow-up-definitions">
            {data.own.map(({ id, name, definition }) => (
              <div key={id}>
                <dt>{name[language]}</dt>
                <dd>{definition[language]}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </div>
  );
}

function DeliveredMeasure({ measure }: { readonly measure: Measure }) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  return (
    <section>
      <Heading level={3} data-size="2xs">
        {measure.name[language]}
      </Heading>
      <Paragraph data-size="sm">
        {text.unit}: {measure.unit[language]}. {text.direction[measure.direction]} {text.id}: <code>{measure.id}</code>
      </Paragraph>
      <dl className="follow-up-definitions">
        {measure.versions.map((each) => (
          <div key={each.version}>
            <dt>{text.version(each.version)}</dt>
            <dd>{each[language]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
