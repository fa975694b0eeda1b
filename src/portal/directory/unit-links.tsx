import { Link } from '@digdir/designsystemet-react';
import { Link as RouterLink } from 'react-router';
import type { UnitName } from '../../faces/portal-api/shapes/directory.ts';

export function UnitLink({ unit: { hsaId, name } }: { readonly unit: UnitName }) {
  return (
    <Link asChild>
      <RouterLink to={`/directory/units/${hsaId}`}>{name}</RouterLink>
    </Link>
  );
}

export function UnitLinks({ units }: { readonly units: readonly UnitName[] }) {
  return (
    <ul className="unit-links">
      {units.map((unit) => (
        <li key={unit.hsaId}>
          <UnitLink unit={unit} />
        </li>
      ))}
    </ul>
  );
}

export function PersonLink({ person: { hsaId, name } }: { readonly person: UnitName }) {
  return (
    <Link asChild>
      <RouterLink to={`/directory/people/${hsaId}`}>{name}</RouterLink>
    </Link>
  );
}
