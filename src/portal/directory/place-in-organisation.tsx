import { Heading, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import type { ShownUnit, UnitName } from '../../faces/portal-api/shapes/directory.ts';
import { useTexts } from '../texts/language.tsx';
import { texts } from './texts.ts';
import { UnitLink, UnitLinks } from './unit-links.tsx';

/** From the organization at the top, down to the unit and those directly below it. */
export function PlaceInOrganisation({ unit }: { readonly unit: ShownUnit }) {
  const text = useTexts(texts);
  return (
    <nav className="facts" aria-labelledby="place">
      <Heading level={2} data-size="2xs" id="place">
        {text.unit.place}
      </Heading>
      <Below above={unit.above.toReversed()}>
        <ul className="unit-links">
          <li>
            <strong>{unit.name}</strong> <span className="unit-links__here">({text.unit.here})</span>
            {unit.below.length > 0 && <UnitLinks units={unit.below} />}
          </li>
        </ul>
      </Below>
      {unit.belowUnknown && <Paragraph data-size="sm">{text.unit.belowUnknown}</Paragraph>}
    </nav>
  );
}

/** Each inside the one before it, what is innermost inside the last. */
function Below({ above: [first, ...others], children }: BelowProps) {
  if (!first) return children;
  return (
    <ul className="unit-links">
      <li>
        <UnitLink unit={first} />
        <Below above={others}>{children}</Below>
      </li>
    </ul>
  );
}

interface BelowProps {
  /** The topmost first. */
  readonly above: readonly UnitName[];
  readonly children: ReactNode;
}
