import type { ReactNode } from 'react';
import '../patient/patient.css';

export type Fact = readonly [term: string, what: ReactNode];

/** What is known, each under its name; what is not known is left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  const known = facts.filter(([, what]) => what !== undefined && what !== null && what !== false && what !== '');
  return (
    <dl className="facts">
      {known.map(([term, what]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
}
