import { Button, Card, Details, Heading, Paragraph, Spinner, Textfield } from '@digdir/designsystemet-react';
import { useState } from 'react';
import type { ShownImpact } from '../../../faces/portal-api/shapes/certificates.ts';
import { Problem } from '../../api/problem.ts';
import { DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePolled } from '../../common/use-polled.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { namesPerson } from '../names-person.ts';
import { impactTexts } from './impact-texts.ts';
import { texts } from './texts.ts';

/** What would stop if a certificate were revoked, a CA distrusted, or with all that ends by a day. */
export function ImpactQuestion() {
  const text = useTexts(impactTexts);
  const [written, setWritten] = useState('');
  const [asked, setAsked] = useState('');
  const isRefused = namesPerson(written);
  return (
    <section className="stack" aria-labelledby="impact">
      <Heading level={2} data-size="xs" id="impact">
        {text.title}
      </Heading>
      <form
        className="certificate__form"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isRefused) setAsked(written.trim());
        }}
      >
        <Textfield
          label={text.of}
          description={text.ofText}
          value={written}
          onChange={({ target }) => setWritten(target.value)}
          maxLength={95}
          spellCheck={false}
          autoComplete="off"
          {...(isRefused && { error: text.person })}
        />
        <Button type="submit">{text.ask}</Button>
      </form>
      <div role="status">{asked && <Asked key={asked} of={asked} />}</div>
    </section>
  );
}

function Asked({ of }: { readonly of: string }) {
  const text = useTexts(impactTexts);
  const { data, error } = usePolled<ShownImpact>(`/ops/certificates/impact/${encodeURIComponent(of)}`, 60_000);
  if (error instanceof Problem && error.code === 'NOT_FOUND') return <Paragraph>{text.unknown(of)}</Paragraph>;
  if (error) return <ProblemNote problem={error} />;
  if (!data) return <Spinner aria-label={text.title} />;
  if (data.certificates.length === 0 && data.persons === 0) return <Paragraph>{text.nothing}</Paragraph>;
  return <Impact {...data} />;
}

function Impact({ certificates, callers, sources, contracts, persons, careUnits, dailyCalls, days }: ShownImpact) {
  const text = useTexts(impactTexts);
  const { uses, ...words } = useTexts(texts);
  const moment = useMoment();
  const names = sources.map(({ hsaId, name }) => name ?? hsaId).join(', ');
  return (
    <Card className="stack">
      <Paragraph>
        <strong>{text.calls(dailyCalls)}</strong> {text.span(days)}
        {persons > 0 && ` ${text.persons(persons)}`}
      </Paragraph>
      {certificates.length > 0 && (
        <DataTable
          caption={text.ending}
          columns={[
            { heading: text.ending, cell: ({ name }) => name },
            { heading: words.use, cell: ({ use }) => uses[use] },
            { heading: words.until, cell: ({ until }) => moment(until) },
          ]}
          rows={certificates}
          keyOf={({ use, name, party = '', serial = '' }) => `${use} ${name} ${party} ${serial}`}
        />
      )}
      {callers.length > 0 && (
        <DataTable
          caption={words.callers}
          columns={[
            { heading: words.callers, cell: ({ hsaId, name }) => name ?? hsaId },
            { heading: text.daily, cell: (each) => each.dailyCalls, isNumber: true },
            { heading: text.another, cell: ({ hasAnother }) => (hasAnother ? text.yes : text.no) },
          ]}
          rows={callers}
          keyOf={({ hsaId }) => hsaId}
        />
      )}
      {sources.length > 0 && (
        <Details data-size="sm" className="certificate__stops">
          <Details.Summary>{text.more(sources.length, contracts.length)}</Details.Summary>
          <Details.Content>
            <dl>
              <dt>{words.sources}</dt>
              <dd>{names}</dd>
              <dt>{words.contracts}</dt>
              <dd>{contracts.join(', ')}</dd>
            </dl>
          </Details.Content>
        </Details>
      )}
      {careUnits.length > 0 && (
        <DataTable
          caption={text.careUnits}
          columns={[
            { heading: text.careUnits, cell: ({ hsaId, name }) => (name === undefined ? hsaId : `${name} (${hsaId})`) },
            { heading: text.daily, cell: (each) => each.dailyCalls, isNumber: true },
          ]}
          rows={careUnits}
          keyOf={({ hsaId }) => hsaId}
        />
      )}
    </Card>
  );
}
