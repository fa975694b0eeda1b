import './area.css';
import { Spinner } from '@digdir/designsystemet-react';
import { type ReactNode, Suspense } from 'react';
import { NavLink } from 'react-router';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { texts } from '../shell/texts.ts';
import { useTexts } from '../texts/language.tsx';

interface AreaProps {
  /** What the pages have in common. */
  readonly name: string;
  readonly pages: readonly AreaPage[];
  readonly children: ReactNode;
}

export interface AreaPage {
  /** From the root: `/operations/messages`. */
  readonly path: string;
  readonly label: string;
  /** How many things wait there; not shown where none do. */
  readonly count?: number | undefined;
}

/** Pages that belong together, with the way between them. The first of them stands at the area’s own address. */
export function Area({ name, pages, children }: AreaProps) {
  const { waiting } = useTexts(texts);
  return (
    <>
      <nav className="area__pages not-printed" aria-label={name}>
        <ul>
          {pages.map(({ path, label, count }, at) => (
            <li key={path}>
              <NavLink to={path} end={at === 0}>
                {label}
                {count ? <span className="area__count"> ({count})</span> : undefined}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <ErrorBoundary>
        <Suspense fallback={<Spinner className="page" aria-label={waiting} data-size="lg" />}>{children}</Suspense>
      </ErrorBoundary>
    </>
  );
}
