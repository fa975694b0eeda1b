import type { Extract } from './extract.ts';
import { attribute, child, childrenOf, type Node } from './node.ts';
import { codedValueOf, idOf } from './values.ts';

/** Of whom an extract is, and what it says of people. */
type Subject = Pick<Extract, 'subject' | 'demographics'>;

/** KV Informationstyp code of a record component. */
export function meaningOf(node: Node | undefined): string | undefined {
  return attribute(child(node, 'meaning'), 'code');
}

/** The entries of a composition. */
export function entriesOf(composition: Node): readonly Node[] {
  return childrenOf(composition, 'content').filter((content) => content.type === 'ENTRY');
}

/** Whether an entry says that it is about somebody else than the patient, such as a relative. */
export function isAboutAnother(entry: Node | undefined, { subject, demographics }: Subject): boolean {
  const about = child(entry, 'subject_of_information');
  const party = idOf(child(about, 'party'));
  if (party === undefined) return codedValueOf(child(about, 'relationship')) !== undefined;
  return party !== subject?.id && demographics.get(party)?.type !== 'SUBJECT_OF_CARE_PERSON_IDENTIFICATION';
}

/** All items with that meaning below an entry or cluster, however deep: the codes name one place each. */
export function itemsOf(holder: Node | undefined, meaning: string): readonly Node[] {
  const items = holder?.children.filter(({ name }) => name === 'items' || name === 'parts') ?? [];
  return items.flatMap((item) => (meaningOf(item) === meaning ? [item] : itemsOf(item, meaning)));
}

export interface Link {
  readonly role: Node | undefined;
  /** `rc_id` extensions of the compositions it points at. */
  readonly targets: readonly string[];
}

/** Links of a composition and its entry to compositions of one kind (KV Informationstyp). */
export function linksTo(kind: string, ...holders: readonly (Node | undefined)[]): readonly Link[] {
  return holders
    .flatMap((holder) => (holder ? childrenOf(holder, 'links') : []))
    .filter((link) => attribute(child(link, 'target_type'), 'code') === kind)
    .map((link) => ({ role: child(link, 'role'), targets: targetsOf(link) }));
}

/** Everything a composition and its entries point at, whatever it is said to be. */
export function allTargets(composition: Node): readonly string[] {
  return [composition, ...entriesOf(composition)].flatMap((holder) => childrenOf(holder, 'links').flatMap(targetsOf));
}

function targetsOf(link: Node): string[] {
  return childrenOf(link, 'target_id').flatMap((target) => idOf(target) ?? []);
}

/** What a participation is for: `iag` owns the information, `ute` is where the contact is, `utv` evaluates. */
export type Role = 'iag' | 'ute' | 'utv';

export function participationOf(composition: Node, role: Role, entry?: Node): Node | undefined {
  return participationsOf(composition, role, entry)[0];
}

export function participationsOf(composition: Node, role: Role, entry?: Node): readonly Node[] {
  return [composition, ...(entry ? [entry] : [])]
    .flatMap((holder) => childrenOf(holder, 'other_participations'))
    .filter((participation) => attribute(child(participation, 'function'), 'code') === role);
}
