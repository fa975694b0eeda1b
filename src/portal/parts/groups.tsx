import './groups.css';
import { Heading } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';

interface GroupProps {
  readonly name: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** A subdivision of a part; nothing where it is empty. */
export function Group({ name, count, children }: GroupProps) {
  if (count === 0) return null;
  return (
    <section className="group">
      <Heading level={3} data-size="2xs">
        {name} ({count})
      </Heading>
      {children}
    </section>
  );
}

/** One that is folded until it is asked for. */
export function FoldedGroup({ name, count, children }: GroupProps) {
  if (count === 0) return null;
  return (
    <div className="group">
      <Fold name={`${name} (${count})`}>{children}</Fold>
    </div>
  );
}

/** What is read when it is asked for, told by a line that takes no more room than one. */
export function Fold({ name, children }: Omit<GroupProps, 'count'>) {
  return (
    <details className="fold">
      <summary>{name}</summary>
      {children}
    </details>
  );
}
