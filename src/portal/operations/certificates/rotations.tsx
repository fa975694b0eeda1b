import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { ShownRotation, ShownRotations } from '../../../faces/portal-api/shapes/certificates.ts';
import { DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { usePolled } from '../../common/use-polled.ts';
import { ProblemNote } from '../../shell/problem-note.tsx';
import { useTexts } from '../../texts/language.tsx';
import { impactTexts } from './impact-texts.ts';
import { texts } from './texts.ts';

/** Systems in the middle of a change of certificate, and those that were left there. */
export function Rotations() {
  const text = useTexts(impactTexts);
  const { uses } = useTexts(texts);
  const { data, error } = usePolled<ShownRotations>('/ops/certificates/rotations', 60_000);
  return (
    <section className="stack" aria-labelledby="rotations">
      <Heading level={2} data-size="xs" id="rotations">
        {text.rotations}
      </Heading>
      <Paragraph data-size="sm">{text.rotationsText}</Paragraph>
      {error && <ProblemNote problem={error} />}
      {data && (
        <DataTable
          caption={text.rotations}
          columns={[
            {
              heading: text.system,
              cell: ({ party, shownBy }) => (
                <div>
                  {uses[shownBy]}
                  <div className="certificate__id">{party}</div>
                </div>
              ),
            },
            { heading: text.standing, cell: ({ standing }) => text.standings[standing] },
            { heading: text.certificates, cell: (each) => <Shown {...each} /> },
          ]}
          rows={data.rotations}
          keyOf={({ shownBy, party }) => `${shownBy} ${party}`}
          none={text.noRotations}
        />
      )}
    </section>
  );
}

function Shown({ certificates }: ShownRotation) {
  const text = useTexts(impactTexts);
  const moment = useMoment();
  return (
    <ul className="certificate__shown">
      {certificates.map(({ fingerprint, name, serial, until, lastSeen, dailyCalls }) => (
        <li key={fingerprint}>
          {name} <span className="certificate__id">{serial}</span>
          <div>{text.use(moment(until), moment(lastSeen), dailyCalls)}</div>
        </li>
      ))}
    </ul>
  );
}
