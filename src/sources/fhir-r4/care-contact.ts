import { oidOf, systemOids } from '../../codes/index.ts';
import type { CareContact } from '../../contracts/index.ts';
import type { Mapped } from '../mapped.ts';
import { type Context, identityOf, type Owner, organisationIdOf, ownerOf, recordedOf } from './context.ts';
import { orgUnitOf, professionalOf } from './people.ts';
import type { Coding, Resource } from './resources.ts';
import { timeOf, wordsOfConcept } from './values.ts';

type Encounter = Resource<'Encounter'>;
type ContactNumber = 1 | 2 | 3 | 4 | 5;

/** v3-ActCode → careContactCode of GetCareContacts 2. */
const kinds: Readonly<Record<string, ContactNumber>> = {
  AMB: 1,
  EMER: 1,
  FLD: 1,
  HH: 1,
  VR: 2,
  IMP: 3,
  ACUTE: 3,
  NONAC: 3,
  OBSENC: 3,
  SS: 4,
};
const otherKind = 5;

const statuses: Readonly<Record<string, ContactNumber>> = {
  planned: 1,
  cancelled: 2,
  arrived: 3,
  triaged: 3,
  'in-progress': 3,
  onleave: 3,
  finished: 5,
};

/** Encounter → GetCareContacts 2. */
export function careContactFrom(encounter: Encounter, context: Context): Mapped<CareContact> {
  const owner = ownerOf(encounter, context, organisationIdOf(encounter.serviceProvider, encounter, context.index));
  const period = periodOf(encounter);
  const identity = identityOf(encounter, encounter.subject, context);
  const unit = orgUnitOf(encounter.serviceProvider, encounter, context.index) ?? unitOf(owner);
  return {
    item: {
      careContactHeader: {
        ...identity,
        accountableHealthcareProfessional: wholeProfessional(encounter, context, owner, unit),
        nullified: encounter.status === 'entered-in-error' ? true : undefined,
      },
      careContactBody: {
        careContactCode: kindOf(encounter),
        careContactReason: wordsOfConcept(encounter.reasonCode?.[0]),
        careContactOrgUnit: unit,
        careContactTimePeriod: period,
        careContactStatus: statuses[encounter.status ?? ''],
      },
    },
    ...owner,
    careContact: identity.documentId,
  };
}

/** Where the contact took place, if the encounter does not say: at the unit that owns the information. */
function unitOf({ careUnit }: Owner) {
  return careUnit ? { orgUnitHSAId: careUnit, orgUnitName: careUnit } : undefined;
}

/** A contact of which only the end is known began, as far as anyone knows, then. */
function periodOf({ period }: Encounter) {
  const end = timeOf(period?.end);
  return { start: timeOf(period?.start) ?? end, end };
}

/** `class` holds the national code or the international one; the latter may also stand in `type`. */
function kindOf(encounter: Encounter): ContactNumber | undefined {
  const codings = [encounter.class, ...(encounter.type ?? []).flatMap(({ coding }) => coding ?? [])];
  const known = codings.map((coding) => coding && numberOf(coding)).find(Boolean);
  const isStated = codings.some((coding) => coding?.code && coding.code !== 'UNK');
  return known ?? (isStated ? otherKind : undefined);
}

function numberOf({ system, code }: Coding): ContactNumber | undefined {
  if (oidOf(system ?? '') === systemOids.careContactType) {
    return ([1, 2, 3, 4, 5] as const).find((number) => String(number) === code);
  }
  return kinds[code ?? ''];
}

/**
 * In this contract the block is optional but demands person, name and unit. A person without name goes by the HSA-id,
 * a person without unit stands under the contact's; without a person the block is left out.
 */
function wholeProfessional(
  encounter: Encounter,
  context: Context,
  owner: Owner,
  unit: ReturnType<typeof orgUnitOf> | ReturnType<typeof unitOf>,
) {
  const authorTime =
    recordedOf(encounter, context) ??
    timeOf(encounter.meta?.lastUpdated, encounter.period?.start, encounter.period?.end);
  const author = encounter.participant?.[0]?.individual;
  const professional = professionalOf(author, encounter, context, authorTime, owner);
  const id = professional.healthcareProfessionalHSAId;
  if (id === undefined) return undefined;
  return {
    ...professional,
    healthcareProfessionalName: professional.healthcareProfessionalName ?? id,
    healthcareProfessionalOrgUnit: professional.healthcareProfessionalOrgUnit ?? unit,
  };
}
