import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { ShownRevocationSource } from '../../../faces/portal-api/shapes/certificates.ts';
import { DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { useTexts } from '../../texts/language.tsx';
import { revocationTexts } from './revocation-texts.ts';

/** Where it is learnt what is revoked, and how old that is. */
export function Revocation({ sources }: { readonly sources: readonly ShownRevocationSource[] }) {
  const text = useTexts(revocationTexts);
  const moment = useMoment();
  return (
    <section className="stack" aria-labelledby="revocation">
      <Heading level={2} data-size="xs" id="revocation">
        {text.title}
      </Heading>
      <Paragraph data-size="sm">{text.text}</Paragraph>
      <DataTable
        caption={text.title}
        columns={[
          {
            heading: text.source,
            cell: ({ kind, where, authority }) => (
              <div>
                {authority ?? text.nobody}
                <div>{text.kinds[kind]}</div>
                <div className="certificate__id">{where}</div>
              </div>
            ),
          },
          { heading: text.age, cell: ({ ageSeconds, maxAgeSeconds }) => text.aged(ageSeconds, maxAgeSeconds) },
          { heading: text.nextUpdate, cell: ({ nextUpdate }) => (nextUpdate ? moment(nextUpdate) : '–') },
          { heading: text.failure, cell: ({ failure }) => failure ?? text.noFailure },
        ]}
        rows={sources}
        keyOf={({ kind, where, authority }) => `${kind} ${where} ${authority}`}
        none={text.none}
      />
    </section>
  );
}
