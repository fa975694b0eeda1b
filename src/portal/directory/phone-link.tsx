import { Link } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { readably } from './phone-number.ts';

/** A number to press and ring. */
export function PhoneLink({ number }: { readonly number: string }) {
  return (
    <Link href={`tel:${number}`} className="phone-link">
      {readably(number)}
    </Link>
  );
}

export function phoneLinks(numbers: readonly string[]): readonly ReactNode[] {
  return numbers.map((number) => <PhoneLink key={number} number={number} />);
}
