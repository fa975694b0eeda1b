import type { Config } from '../config.ts';
import type { Condition } from './alert.ts';
import { traitsOf } from './kinds.ts';

/** Whom to ring: a function, not a person. */
export interface Contact {
  readonly name: string;
  readonly phone: string;
  /** When somebody answers, in words. */
  readonly hours: string;
}

type Configured = Config['operations']['contacts'];

/** Those of the very system; else those of its part; else those of the bridge. Empty where nobody is configured. */
export function contactsFor({ kind, subject, facts: { party } }: Condition, contacts: Configured): readonly Contact[] {
  // A destination of referrals is named after its system.
  const isAbout = (of: string): boolean => of === subject || of === party || `referral-${of}` === subject;
  const wanted = [isAbout, (of: string) => of === traitsOf[kind].part, (of: string) => of === 'bridge'];
  for (const isWanted of wanted) {
    const found = contacts.filter(({ of }) => of.some(isWanted));
    if (found.length > 0) return found.map(({ name, phone, hours }) => ({ name, phone, hours }));
  }
  return [];
}
