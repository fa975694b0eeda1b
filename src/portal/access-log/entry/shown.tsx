import { Paragraph } from '@digdir/designsystemet-react';
import type { StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';
import { DataTable } from '../../common/data-table.tsx';
import { useTexts } from '../../texts/language.tsx';
import { FindButton } from '../find-button.tsx';
import type { NameOf } from '../names.ts';
import { texts } from './texts.ts';

interface ShownProps {
  readonly entry: StoredEntry;
  readonly nameOf: NameOf;
}

/** Whose information was shown, and who was asked for it. */
export function Shown({ entry: { units, sourcesAsked }, nameOf }: ShownProps) {
  const text = useTexts(texts);
  const called = (hsaId: string | undefined) => hsaId && (nameOf(hsaId) ?? hsaId);
  return (
    <>
      {units.length === 0 ? (
        <Paragraph>{text.shownNone}</Paragraph>
      ) : (
        <DataTable
          caption={text.shown}
          rows={units}
          keyOf={(unit) => JSON.stringify(unit)}
          columns={[
            {
              heading: text.unit,
              cell: ({ careUnit }) =>
                careUnit && <FindButton search={{ unit: careUnit }}>{called(careUnit)}</FindButton>,
            },
            { heading: text.provider, cell: ({ careProvider }) => called(careProvider) },
            { heading: text.source, cell: ({ source }) => called(source) },
            { heading: text.count, cell: ({ records }) => records, isNumber: true },
          ]}
        />
      )}
      {sourcesAsked.length > 0 && (
        <Paragraph data-size="sm">
          {text.asked}: {sourcesAsked.map(called).join(', ')}
        </Paragraph>
      )}
    </>
  );
}
