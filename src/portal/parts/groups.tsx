import './groups.css';
import { Details, Heading } from '@digdir/designsystemet-react';
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
    <Details className="group">
      <Details.Summary>
        {name} ({count})
      </Details.Summary>
      <Details.Content>{children}</Details.Content>
    </Details>
  );
}
