import { Link } from 'react-router';
import type { StoredEntry } from '../../../faces/portal-api/shapes/access-log.ts';
import { DataTable } from '../../common/data-table.tsx';
import { useMoment } from '../../common/use-moment.ts';
import { writtenIdentity } from '../../patient/identity.ts';
import { useLanguage, useTexts } from '../../texts/language.tsx';
import { commonNameIn } from '../common-name.ts';
import { outcomeOf, useDeed } from '../deed.ts';
import { entryTexts } from '../entry-texts.ts';
import { FindButton } from '../find-button.tsx';
import { hsaIdsIn, type NameOf, useNames } from '../names.ts';
import { unitsOf } from './units.ts';
import './search.css';
import { texts } from './texts.ts';

interface EntryTableProps {
  readonly entries: readonly StoredEntry[];
  readonly caption: string;
}

/** Entries, each with the way to it in full, and from its values to everything that has them. */
export function EntryTable({ entries, caption }: EntryTableProps) {
  const text = useTexts(texts);
  const { language } = useLanguage();
  const moment = useMoment();
  const deed = useDeed();
  const nameOf = useNames(hsaIdsIn(entries));
  const words = entryTexts[language];
  return (
    <DataTable
      caption={caption}
      rows={entries}
      keyOf={({ id }) => id}
      columns={[
        {
          heading: text.at,
          cell: ({ id, at }) => (
            <Link className="ds-link" to={`/access-log/entries/${id}`}>
              {moment(at)}
            </Link>
          ),
        },
        { heading: text.who, cell: (entry) => <Who entry={entry} nameOf={nameOf} /> },
        { heading: text.deed, cell: deed },
        {
          heading: text.about,
          cell: ({ patient }) =>
            patient && (
              <FindButton search={{ patient }}>
                <span className="log-unbroken">{writtenIdentity(patient)}</span>
              </FindButton>
            ),
        },
        { heading: text.of, cell: (entry) => <Units entry={entry} nameOf={nameOf} /> },
        {
          heading: text.came,
          cell: ({ kind, outcome, emergency }) => (
            <>
              <span className="log-unbroken">{outcomeOf({ kind, outcome }, language)}</span>
              {emergency && <strong className="log-id">{words.emergency}</strong>}
            </>
          ),
        },
      ]}
    />
  );
}

interface CellProps {
  readonly entry: StoredEntry;
  readonly nameOf: NameOf;
}

/** The human being where one is known, else the system. */
function Who({ entry: { actor, caller, certificate }, nameOf }: CellProps) {
  const text = useTexts(texts);
  if (actor) return <Found hsaId={actor.hsaId} name={nameOf(actor.hsaId)} search={{ person: actor.hsaId }} />;
  if (!caller && certificate)
    return (
      <FindButton search={{ certificate: certificate.fingerprint }}>
        {text.unknownWith(commonNameIn(certificate.subject))}
      </FindButton>
    );
  if (!caller) return text.nobody;
  const name = nameOf(caller.hsaId);
  if (caller.kind === 'person') return <Found hsaId={caller.hsaId} name={name} search={{ caller: caller.hsaId }} />;
  return (
    <Found
      hsaId={caller.hsaId}
      name={`${name ?? caller.name} (${text.systemOnly})`}
      search={{ caller: caller.hsaId }}
    />
  );
}

const shownUnits = 2;

function Units({ entry, nameOf }: CellProps) {
  const text = useTexts(texts);
  const units = unitsOf(entry);
  return (
    <>
      {units.slice(0, shownUnits).map((unit) => (
        <div key={unit}>
          <FindButton search={{ unit }}>{nameOf(unit) ?? unit}</FindButton>
        </div>
      ))}
      {units.length > shownUnits && text.moreUnits(units.length - shownUnits)}
    </>
  );
}

interface FoundProps {
  readonly hsaId: string;
  readonly name: string | undefined;
  readonly search: Parameters<typeof FindButton>[0]['search'];
}

function Found({ hsaId, name, search }: FoundProps) {
  return (
    <>
      <FindButton search={search}>{name ?? hsaId}</FindButton>
      {name !== undefined && <span className="log-id">{hsaId}</span>}
    </>
  );
}
