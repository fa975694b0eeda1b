import './certificates.css';
import { Details, Heading, Paragraph, Spinner } from '@digdir/designsystemet-react';
import type { Rung, ShownCertificate, ShownCertificates } from '../../../faces/portal-api/shapes/certificates.ts';
import { type Column, DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePolled } from '../../common/use-polled.ts';
import { usePageTitle } from '../../shell/page-title.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { ImpactQuestion } from './impact.tsx';
import { Revocation } from './revocation.tsx';
import { Rotations } from './rotations.tsx';
import { texts } from './texts.ts';

const rungs: readonly Rung[] = ['ended', 1, 7, 14, 30, 60, 90, 'later'];

/** What ends when, and what stops then. */
export default function CertificatesPage() {
  const text = useTexts(texts);
  usePageTitle(text.title);
  const { data, error, isPending } = usePolled<ShownCertificates>('/ops/certificates', 60_000);
  return (
    <div className="page stack">
      <Heading level={1}>{text.title}</Heading>
      <Paragraph>{text.text}</Paragraph>
      {isPending && <Spinner aria-label={text.title} />}
      {error && <ProblemNote problem={error} />}
      <ImpactQuestion />
      {data && <Ladder {...data} />}
      {data && <Revocation sources={data.revocation} />}
      <Rotations />
    </div>
  );
}

function Ladder({ certificates, persons }: ShownCertificates) {
  const text = useTexts(texts);
  return (
    <>
      {certificates.every(({ rung }) => rung === 'later') && <Paragraph>{text.calm}</Paragraph>}
      {rungs.map((rung) => (
        <Step key={rung} rung={rung} certificates={certificates.filter((each) => each.rung === rung)} />
      ))}
      <Heading level={2} data-size="xs">
        {text.persons}
      </Heading>
      <Paragraph data-size="sm">{text.personsText}</Paragraph>
      <DataTable
        caption={text.persons}
        columns={[
          { heading: text.when, cell: ({ rung }) => text.rung(rung) },
          { heading: text.count, cell: ({ count }) => count, isNumber: true },
        ]}
        rows={persons.toSorted((one, other) => rungs.indexOf(one.rung) - rungs.indexOf(other.rung))}
        keyOf={({ rung }) => String(rung)}
        none={text.noPersons}
      />
    </>
  );
}

function Step({ rung, certificates }: { readonly rung: Rung; readonly certificates: readonly ShownCertificate[] }) {
  const text = useTexts(texts);
  const moment = useMoment();
  if (certificates.length === 0) return null;
  const isThere = ({ until }: ShownCertificate): boolean => Date.parse(until) > 0;
  const columns: readonly Column<ShownCertificate>[] = [
    {
      heading: text.certificate,
      cell: ({ name, party, serial }) => (
        <div>
          {name}
          {party && <div className="certificate__id">{party}</div>}
          {serial && (
            <div className="certificate__id">
              <span className="only-heard">{text.serial} </span>
              {serial}
            </div>
          )}
        </div>
      ),
    },
    { heading: text.use, cell: ({ use }) => text.uses[use] },
    { heading: text.until, cell: (each) => (isThere(each) ? moment(each.until) : text.missing) },
    { heading: text.stops, cell: ({ stops }) => <Stops {...stops} /> },
  ];
  return (
    <>
      <Heading level={2} data-size="xs">
        {text.rung(rung)}
      </Heading>
      <DataTable
        caption={text.caption(text.rung(rung))}
        columns={columns}
        rows={certificates}
        keyOf={({ use, party = '', serial = '', name }) => `${use} ${party} ${serial} ${name}`}
      />
    </>
  );
}

function Stops({ callers, sources, contracts, persons }: ShownCertificate['stops']) {
  const text = useTexts(texts);
  const flows = callers.length > 0 ? [text.summary(callers.length, sources.length, contracts.length)] : [];
  const summary = [...flows, ...(persons > 0 ? [text.personsStop(persons)] : [])].join('; ');
  if (summary === '') return text.nothing;
  if (callers.length === 0) return summary;
  const names = (all: typeof callers) => all.map(({ hsaId, name }) => name ?? hsaId).join(', ');
  return (
    <Details data-size="sm" className="certificate__stops">
      <Details.Summary>{summary}</Details.Summary>
      <Details.Content>
        <dl>
          <dt>{text.callers}</dt>
          <dd>{names(callers)}</dd>
          <dt>{text.sources}</dt>
          <dd>{names(sources)}</dd>
          <dt>{text.contracts}</dt>
          <dd>{contracts.join(', ')}</dd>
        </dl>
      </Details.Content>
    </Details>
  );
}
