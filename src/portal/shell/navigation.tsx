import { NavLink } from 'react-router';
import type { ShownSession } from '../../faces/portal-api/shapes/session.ts';
import { looksForPatients } from '../patient/where-first.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';

/** The areas of the portal that the signed-in person has anything to do in. */
export function Navigation({ session }: { readonly session: ShownSession }) {
  const text = useTexts(texts);
  const areas = areasOf(session);
  return (
    <nav className="shell__areas not-printed" aria-label={text.areas}>
      <ul>
        {areas.map((area) => (
          <li key={area}>
            <NavLink to={`/${area}`}>{text.area[area]}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

type AreaName = keyof (typeof texts)['sv']['area'];

function areasOf(session: ShownSession): readonly AreaName[] {
  const { roles } = session;
  const isFor: Readonly<Record<AreaName, boolean>> = {
    patient: looksForPatients(session),
    operations: roles.includes('integration-engineer'),
    'access-log': roles.includes('security-officer'),
    'follow-up': roles.includes('manager'),
    directory: true,
    news: true,
  };
  return (Object.keys(isFor) as AreaName[]).filter((area) => isFor[area]);
}
