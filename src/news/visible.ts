import type { Role } from '../sign-in/index.ts';
import type { Audience, NewsItem, Region } from './item.ts';

/** To whom it is told. */
export interface NewsReader {
  readonly roles: readonly Role[];
  /** Undefined where the care directory does not say: then what concerns any region is told. */
  readonly region: Region | undefined;
}

const roleOf: Readonly<Record<Exclude<Audience, 'everyone'>, Role>> = {
  clinicians: 'clinician',
  engineers: 'integration-engineer',
  officers: 'security-officer',
  managers: 'manager',
};

export function isVisibleTo({ roles, region }: NewsReader, item: NewsItem, at: Date): boolean {
  const { audience, regions } = item.announcement;
  return (
    isShown(item, at) &&
    (audience === 'everyone' || roles.includes(roleOf[audience])) &&
    (region === undefined || regions.includes(region))
  );
}

/** Within its time, and not withdrawn. */
export function isShown({ announcement: { from, to }, withdrawn }: NewsItem, at: Date): boolean {
  const now = at.getTime();
  return !withdrawn && Date.parse(from) <= now && now < Date.parse(to);
}
