import type { ConsentState, Fact, Relation } from './facts.ts';
import { mayBeChild } from './may-be-child.ts';
import type { Reader } from './reader.ts';
import { same } from './rights.ts';

/**
 * What a reader may do to be let in to other care providers' data, or to put down that she may not:
 * - `consent`: the patient says yes (SVOD 3:1); `refusal`: she says no;
 * - `child`: a child who cannot consent, so that none is needed (SVOD 3:1);
 * - `incapable`: not merely temporarily unable to consent (SVOD 3:3, 3:4);
 * - `emergency`: danger to life or serious risk to health, and consent cannot be had (SVOD 3:5, 3:6).
 */
export const waysIn = ['consent', 'child', 'incapable', 'emergency', 'refusal'] as const;
export type WayIn = (typeof waysIn)[number];

/** What stands in the way of others' data whatever is registered. */
export type Obstacle = 'assurance' | 'right' | 'relation' | 'relation-unknown';

export interface WaysIn {
  readonly ways: readonly WayIn[];
  readonly obstacles: readonly Obstacle[];
}

export interface Approaching {
  readonly reader: Pick<Reader, 'rights' | 'assurance' | 'socialCare'>;
  /** Level of assurance that reading others' data asks of the sign-in. */
  readonly assurance: number;
  readonly relation: Fact<Relation>;
  /** ISO 8601, perhaps only in part; undefined when it is not known. */
  readonly birthDate: string | undefined;
  readonly at: Date;
}

/**
 * Which ways the law gives this reader to this patient, before anything is asked. An emergency is among them without a
 * relation too: who declares one registers that the patient is at the unit. Pure and total.
 */
export function waysInFor({ reader, assurance, relation, birthDate, at }: Approaching): WaysIn {
  const hasRight = (reader.rights ?? []).some(({ activity, scope }) => same(activity, 'Läsa') && same(scope, 'SJF'));
  const obstacles: Obstacle[] = [
    ...((reader.assurance ?? 0) < assurance ? (['assurance'] as const) : []),
    ...(hasRight ? [] : (['right'] as const)),
    ...relationObstacle(relation),
  ];
  const lawful: Readonly<Record<WayIn, boolean>> = {
    consent: true,
    child: !reader.socialCare && mayBeChild(birthDate, at),
    incapable: true,
    emergency: !reader.socialCare,
    refusal: true,
  };
  const isShut = obstacles.includes('assurance') || obstacles.includes('right') || !relation.known;
  const isInCare = relation.known && relation.value.state === 'current';
  // A no is put down whatever the reader herself may read: it is for colleagues.
  const isOpen = (way: WayIn): boolean => (way === 'refusal' ? isInCare : !isShut && (isInCare || way === 'emergency'));
  return { ways: waysIn.filter((way) => lawful[way] && isOpen(way)), obstacles };
}

/** Whether a registration on a ground still lets somebody in, alone or with a second step. */
export function isLetIn(state: ConsentState, opened: boolean): boolean {
  if (state === 'given' || state === 'child') return true;
  return (state === 'emergency' || state === 'incapable') && opened;
}

function relationObstacle(relation: Fact<Relation>): readonly Obstacle[] {
  if (!relation.known) return ['relation-unknown'];
  return relation.value.state === 'current' ? [] : ['relation'];
}
