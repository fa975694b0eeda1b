import { Link, Tag } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import type { Hit, PersonHit, UnitHit } from '../../faces/portal-api/shapes/directory.ts';
import { useTexts } from '../texts/language.tsx';
import { OpeningNow } from './opening-now.tsx';
import { PhoneLink } from './phone-link.tsx';
import { texts } from './texts.ts';

/** What was found, each with its numbers to ring at once. */
export function HitList({ hits }: { readonly hits: readonly Hit[] }) {
  return (
    <ul className="hits">
      {hits.map((hit) => (
        <li key={hit.hsaId} className="hit">
          <div className="hit__what">{hit.kind === 'unit' ? <Unit unit={hit} /> : <Person person={hit} />}</div>
          <div className="hit__phones">
            {numbersOf(hit).map((number) => (
              <PhoneLink key={number} number={number} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Unit({ unit }: { readonly unit: UnitHit }) {
  const text = useTexts(texts);
  return (
    <>
      <Link asChild>
        <RouterLink to={`/directory/units/${unit.hsaId}`}>{unit.name}</RouterLink>
      </Link>
      {unit.closed && <Tag data-color="warning">{text.closed}</Tag>}
      <p className="hit__about">{about([unit.activityNames.join(', '), unit.town, unit.organization])}</p>
      {!unit.closed && <OpeningNow hours={unit.openingHours} />}
    </>
  );
}

function Person({ person }: { readonly person: PersonHit }) {
  return (
    <>
      <Link asChild>
        <RouterLink to={`/directory/people/${person.hsaId}`}>{person.name}</RouterLink>
      </Link>
      <p className="hit__about">{about([person.title, person.organization])}</p>
    </>
  );
}

/** Two are enough in a list; the switchboard where there is nothing else. */
function numbersOf(hit: Hit): readonly string[] {
  const numbers = hit.kind === 'unit' && hit.phones.length === 0 && hit.switchboard ? [hit.switchboard] : hit.phones;
  return [...new Set(numbers)].slice(0, 2);
}

function about(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}
