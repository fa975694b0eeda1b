import { Heading, Paragraph } from '@digdir/designsystemet-react';
import { type ReactNode, useId } from 'react';

/** A fact and what it is called; left out where nothing is known. */
export type Fact = readonly [label: string, value: ReactNode];

/** Facts of a kind under a heading; left out where none is known and nothing is said of that. */
export function Facts({ title, facts, none, children }: FactsProps) {
  const id = useId();
  const known = facts.filter(([, value]) => isKnown(value));
  if (known.length === 0 && none === undefined) return null;
  return (
    <section className="facts" aria-labelledby={id}>
      <Heading level={2} data-size="2xs" id={id}>
        {title}
      </Heading>
      {known.length === 0 && <Paragraph>{none}</Paragraph>}
      {known.length > 0 && (
        <dl>
          {known.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </section>
  );
}

interface FactsProps {
  readonly title: string;
  readonly facts: readonly Fact[];
  /** Said where none is known. */
  readonly none?: string;
  readonly children?: ReactNode;
}

function isKnown(value: ReactNode): boolean {
  return Array.isArray(value) ? value.some(isKnown) : value !== undefined && value !== false && value !== '';
}
