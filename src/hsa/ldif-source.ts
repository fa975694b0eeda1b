import { readFile } from 'node:fs/promises';
import { BridgeError } from '../errors.ts';
import type { Events } from '../events.ts';
import { dnKey, parseDn } from './dn.ts';
import { parseLdif } from './ldif.ts';
import { ancestorDns, mapEntry, type Omission } from './mapping.ts';
import {
  type Commission,
  type DirectoryObject,
  hasRole,
  hsaKey,
  isListed,
  isUnit,
  type Person,
  type Unit,
} from './model.ts';
import { matches } from './search.ts';
import { type DirectorySource, limited, topmost } from './source.ts';

/** The embedded default: one LDIF file, read once and kept in memory with the indexes the lookups need. */
export interface LdifDirectory extends DirectorySource {
  /** All objects in the order of the file. */
  readonly objects: readonly DirectoryObject[];
  readonly omitted: readonly Omission[];
}

/** Throws `DIRECTORY_UNAVAILABLE` naming file and line when it cannot be read. */
export async function loadLdifDirectory(file: string, events?: Events): Promise<LdifDirectory> {
  const started = performance.now();
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new BridgeError('DIRECTORY_UNAVAILABLE', `${file} cannot be read.`, { cause });
  });
  const parsed = parseLdif(text);
  if ('fault' in parsed)
    throw new BridgeError('DIRECTORY_UNAVAILABLE', `${file}, line ${parsed.line}: ${parsed.fault}.`);
  const mapped = parsed.entries.map(mapEntry);
  const objects = mapped.flatMap((result) => ('object' in result ? [result.object] : []));
  const omitted = mapped.flatMap((result) => ('omitted' in result ? [result.omitted] : []));
  for (const omission of omitted) events?.emit('directory:entry:omitted', omission);
  events?.emit('directory:load:finished', {
    units: objects.filter(isUnit).length,
    people: objects.filter((object) => object.kind === 'person').length,
    milliseconds: performance.now() - started,
  });
  return { ...inMemory(objects), objects, omitted };
}

function inMemory(objects: readonly DirectoryObject[]): DirectorySource {
  const listed = objects.filter(isListed);
  const units = listed.filter(isUnit);
  const people = listed.filter((object): object is Person => object.kind === 'person');
  const commissions = listed.filter((object): object is Commission => object.kind === 'commission');
  const careUnits = objects.filter(isUnit).filter((unit) => unit.isCareUnit);
  const everyCommission = objects.filter((object): object is Commission => object.kind === 'commission');

  const byHsaId = groupBy(objects, (object) => [object.hsaId]);
  const unitByDn = new Map(objects.filter(isUnit).map((unit) => [keyOf(unit.dn), unit]));
  const byParent = groupBy(objects, (object) => ancestorDns(object.dn).slice(0, 1).map(keyOf));
  const byMember = groupBy(careUnits, (unit) => unit.members);
  const byProvider = groupBy(careUnits, ({ responsibleProvider }) =>
    responsibleProvider ? [responsibleProvider] : [],
  );
  const providers = objects.filter(isUnit).filter((unit) => unit.isCareProvider);
  const byOrgNo = groupBy(providers, ({ orgNo }) => (orgNo ? [orgNo] : []));
  const byPerson = groupBy(everyCommission, (commission) => commission.members.map((member) => member.person));

  return {
    byHsaId: async (hsaId) => byHsaId.get(hsaKey(hsaId)) ?? [],
    ancestors: async (dn) =>
      ancestorDns(dn)
        .map((ancestor) => unitByDn.get(keyOf(ancestor)))
        .filter((unit) => unit !== undefined),
    children: async (dn) => byParent.get(keyOf(dn)) ?? [],
    roots: async () => topmost(units.filter((unit) => unit.kind === 'organization')),
    careUnitsWithMember: async (hsaId) => byMember.get(hsaKey(hsaId)) ?? [],
    careUnitsOf: async (provider) => byProvider.get(hsaKey(provider)) ?? [],
    careProvidersWithOrgNo: async (orgNo) => byOrgNo.get(orgNo) ?? [],
    commissionsWithMember: async (person) => byPerson.get(hsaKey(person)) ?? [],
    peopleWithRole: async (role) => people.filter((person) => hasRole(person, role)),
    candidates: async (words, limit) =>
      limited(
        [...units, ...people].filter((object): object is Unit | Person => matches(object, words)),
        limit,
      ),
    units: async (limit) => limited(units, limit),
    people: async (limit) => limited(people, limit),
    commissions: async (limit) => limited(commissions, limit),
    close: async () => undefined,
  };
}

function keyOf(dn: string): string {
  return dnKey(parseDn(dn) ?? []);
}

function groupBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return groups;
}
