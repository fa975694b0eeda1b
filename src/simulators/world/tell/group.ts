import type { Chart } from '../contact-records.ts';
import { type Coded, codeSystem } from '../content/code.ts';
import type { Entry } from '../entries.ts';
import { sexes } from './care-contacts-3.ts';
import { cv } from './coded.ts';
import { hsaId, nameOf, writtenAt } from './header.ts';

/** The birth date is mandatory in a group, and its dates begin with 1900. */
export const canBeGrouped = ({ patient }: Chart): boolean => patient.birthDate >= '1900';

/** What the groups of observations and of activities share: patient, performer, signer and source. */
export function groupOf(chart: Chart, entry: Entry) {
  const { unit, author, ownerless, signed } = entry;
  return {
    patient: {
      id: { root: chart.patient.identity.type, extension: chart.patient.identity.id },
      dateOfBirth: chart.patient.birthDate.replaceAll('-', ''),
      gender: cv(sexes[chart.patient.sex]),
    },
    performerRole: {
      code: cv(positionOf(entry)),
      person: { id: hsaId(author.hsaId), name: nameOf(entry) },
      ...(!ownerless && {
        careUnit: { id: hsaId(unit.hsaId), name: unit.name, careGiver: { id: hsaId(unit.provider) } },
      }),
    },
    ...(signed && { legalAuthenticator: { id: hsaId(author.hsaId), time: partial(signed), name: nameOf(entry) } }),
    sourceSystem: { id: hsaId(chart.source) },
  };
}

/** A code is mandatory here; who has no position has the profession. */
function positionOf({ author }: Entry): Coded {
  const { position, title } = author;
  return position
    ? { ...position, system: codeSystem.position }
    : { code: '206010', system: codeSystem.position, name: title };
}

export const partial = (value: string) => ({ format: 'YYYYMMDDhhmmss' as const, value });

export function during(entry: Entry, minutes = 0) {
  return { start: partial(writtenAt(entry)), end: partial(writtenAt({ ...entry, minute: entry.minute + minutes })) };
}
