import type { getUnit5 } from '../contracts/directory/get-unit-5.ts';
import type {
  getHealthCareProvider1,
  getHealthCareUnit2,
  getHealthCareUnitMembers2,
} from '../contracts/directory/organization-2.ts';
import type { ValueOf } from '../contracts/schema.ts';
import type { Contact, DirectoryFunction, Period, Unit } from '../hsa/model.ts';
import { parseHsaId, parseOrgNo, parsePosition } from '../hsa/values.ts';
import { type Level, placeName } from './place-name.ts';
import { addressIn, hoursIn, periodOf, phonesIn } from './values.ts';

type Card = NonNullable<ValueOf<typeof getUnit5.response>['unit']>;
type Belonging = NonNullable<ValueOf<typeof getHealthCareUnit2.response>['healthCareUnit']>;
type Provider = NonNullable<ValueOf<typeof getHealthCareProvider1.response>['healthCareProvider']>[number];
type Members = NonNullable<ValueOf<typeof getHealthCareUnitMembers2.response>['healthCareUnitMembers']>;

/** What the services said of one HSA-id, each as far as it knows it. */
export interface UnitAnswers {
  readonly hsaId: string;
  readonly card: Card | undefined;
  readonly belonging: Belonging | undefined;
  readonly provider: Provider | undefined;
  readonly members: Members | undefined;
}

/** Undefined when none of them knows it, or what they say cannot be read. */
export function unitFrom(answers: UnitAnswers): Unit | DirectoryFunction | undefined {
  const known = essentials(answers);
  if (!known) return undefined;
  const { hsaId, card, belonging, provider, members } = answers;
  const common = { hsaId, dn: placeOf(answers, known.name), ...known, hidden: false };
  // Functions belong to care units and have no card of a unit.
  if (!card && !provider && !known.archived && belonging && !isCareUnit(answers))
    return { kind: 'function', ...common, description: undefined, contact: nothing, shownFor: [] };
  return {
    ...emptyUnit,
    ...(card && ofCard(card)),
    kind: provider ? 'organization' : 'unit',
    ...common,
    orgNo: parseOrgNo(provider?.healthCareProviderOrgNo),
    isCareProvider: provider !== undefined,
    isCareUnit: isCareUnit(answers),
    responsibleProvider: isCareUnit(answers) ? parseHsaId(belonging?.healthCareProviderHsaId) : undefined,
    ...workplaceCodes(members?.healthCareUnitPrescriptionCode),
    members: (members?.healthCareUnitMember ?? []).flatMap(
      (member) => parseHsaId(member.healthCareUnitMemberHsaId) ?? [],
    ),
  };
}

/** Told of care units and what belongs to them alone. */
export function workplaceCodes(codes: readonly string[] = []): Pick<Unit, 'workplaceCodes'> {
  return codes.length > 0 ? { workplaceCodes: codes } : {};
}

interface Essentials {
  readonly name: string;
  readonly period: Period;
  readonly archived: boolean;
  readonly feigned: boolean;
}

/** A unit of which a list tells no more than how it is called and reached. */
export function briefUnit(
  hsaId: string,
  { name, period, archived, feigned }: Essentials,
  more: Partial<Unit>,
  above: readonly Level[],
): Unit {
  const dn = placeName([{ type: 'ou', name, hsaId }, ...above]);
  return { ...emptyUnit, hsaId, dn, name, period, archived, feigned, hidden: false, ...more };
}

function isCareUnit({ hsaId, belonging }: UnitAnswers): boolean {
  return belonging !== undefined && parseHsaId(belonging.healthCareUnitHsaId) === hsaId;
}

function essentials(answers: UnitAnswers): Essentials | undefined {
  const { card, belonging, provider } = answers;
  const told = [
    card && ([card.unitName, card.unitStartDate, card.unitEndDate, false, card.feignedUnit] as const),
    provider &&
      ([
        provider.healthCareProviderName,
        provider.healthCareProviderStartDate,
        provider.healthCareProviderEndDate,
        provider.archivedHealthCareProvider,
        provider.feignedHealthCareProvider,
      ] as const),
    belonging &&
      isCareUnit(answers) &&
      ([
        belonging.healthCareUnitName,
        belonging.healthCareUnitStartDate,
        belonging.healthCareUnitEndDate,
        belonging.archivedHealthCareUnit,
        belonging.feignedHealthCareUnit,
      ] as const),
    belonging &&
      ([
        belonging.healthCareUnitMemberName,
        belonging.healthCareUnitMemberStartDate,
        belonging.healthCareUnitMemberEndDate,
        belonging.archivedHealthCareUnitMember,
        belonging.feignedHealthCareUnitMember,
      ] as const),
  ].find((part) => part);
  if (!told) return undefined;
  const [name, start, end, archived = false, feigned = false] = told;
  const period = periodOf(start, end);
  return name && period ? { name, period, archived, feigned } : undefined;
}

function placeOf({ hsaId, belonging, provider }: UnitAnswers, name: string): string {
  if (provider) return placeName([{ type: 'o', name, hsaId }]);
  const own: Level = { type: 'ou', name, hsaId };
  return placeName(belonging ? [own, ...levelsOf(belonging).filter((level) => level.hsaId !== hsaId)] : [own]);
}

interface Belongs {
  readonly healthCareUnitHsaId?: string;
  readonly healthCareUnitName?: string;
  readonly healthCareProviderHsaId: string;
  readonly healthCareProviderName: string;
}

/** The care unit, where there is one, and the care provider. */
export function levelsOf({
  healthCareUnitHsaId,
  healthCareUnitName = '',
  healthCareProviderHsaId,
  healthCareProviderName,
}: Belongs): Level[] {
  const [careUnit, provider] = [parseHsaId(healthCareUnitHsaId), parseHsaId(healthCareProviderHsaId)];
  return [
    ...(careUnit ? [{ type: 'ou', name: healthCareUnitName, hsaId: careUnit } as const] : []),
    ...(provider ? [{ type: 'o', name: healthCareProviderName, hsaId: provider } as const] : []),
  ];
}

function ofCard(card: Card): Partial<Unit> {
  const { geographicalCoordinatesSWEREF99: grid, structuredVisitingAddress: visiting, businessClassification } = card;
  return {
    alternativeNames: card.alternateName ?? [],
    description: card.description,
    contact: {
      phones: phonesIn(card.telephoneNumber),
      internalPhones: phonesIn(card.nonPublicTelephoneNumber),
      switchboard: phonesIn(card.switchboardNumber === undefined ? [] : [card.switchboardNumber])[0],
      mail: card.mail,
      web: card.labeledUri ?? card.webPage1177,
      postalAddress: addressIn(card.postalAddress?.addressLine),
      visitingAddress: visiting
        ? addressIn([streetLine(visiting), visiting.town], card.postalCode)
        : addressIn(card.street?.split('$'), card.postalCode),
    },
    position: parsePosition(grid?.nCoordinate, grid?.eCoordinate),
    route: card.route,
    openingHours: hoursIn(card.surgeryHour),
    telephoneHours: hoursIn(card.telephoneHour),
    dropInHours: hoursIn(card.dropInHour),
    visitingHours: hoursIn(card.visitingHour),
    activityCodes: (businessClassification ?? []).flatMap((each) => each.businessClassificationCode ?? []),
    activityNames: (businessClassification ?? []).flatMap((each) => each.businessClassificationName ?? []),
    businessTypes: card.businessType ?? [],
    careTypes: card.careType ?? [],
    countyCode: card.countyCode,
    countyName: card.countyName,
    municipalityCode: card.municipalityCode,
    municipalityName: card.municipalityName,
    shownFor: card.destinationIndicator ?? [],
  };
}

interface Street {
  readonly street: string;
  readonly premisesNumber?: string;
  readonly premisesLetter?: string;
}

function streetLine({ street, premisesNumber = '', premisesLetter = '' }: Street): string {
  return `${street} ${premisesNumber}${premisesLetter}`.trim();
}

const nothing: Contact = {
  phones: [],
  internalPhones: [],
  switchboard: undefined,
  mail: undefined,
  web: undefined,
  postalAddress: undefined,
  visitingAddress: undefined,
};

const emptyUnit: Omit<Unit, 'hsaId' | 'dn' | 'name' | 'period' | 'archived' | 'feigned' | 'hidden'> = {
  kind: 'unit',
  orgNo: undefined,
  alternativeNames: [],
  description: undefined,
  isCareProvider: false,
  isCareUnit: false,
  responsibleProvider: undefined,
  members: [],
  manager: undefined,
  contact: nothing,
  position: undefined,
  route: undefined,
  openingHours: [],
  telephoneHours: [],
  dropInHours: [],
  visitingHours: [],
  activityCodes: [],
  activityNames: [],
  businessTypes: [],
  careTypes: [],
  countyCode: undefined,
  countyName: undefined,
  municipalityCode: undefined,
  municipalityName: undefined,
  shownFor: [],
};
