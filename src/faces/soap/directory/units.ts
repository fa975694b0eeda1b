import type { getUnit5 } from '../../../contracts/directory/get-unit-5.ts';
import type {
  getHealthCareProvider1,
  getHealthCareUnit2,
  getHealthCareUnitList2,
  getHealthCareUnitMembers2,
} from '../../../contracts/directory/organization-2.ts';
import type { Draft } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import { BridgeError } from '../../../errors.ts';
import { type Directory, type DirectoryFunction, fewAtATime, isUnit, type Unit } from '../../../hsa/index.ts';
import { structuredPostalAddress } from './structured-address.ts';
import { unitCard } from './unit-card.ts';
import { addressOf, datesOf, isFound, isGiven, type Within, whenTrue } from './values.ts';

/** Answers what is asked of units and care providers; what is not found, or not whole, is not in the answer. */
export function createUnitAnswers(directory: Directory) {
  async function placeOf(hsaId: string) {
    return (await directory.unit(hsaId)).value ?? (await directory.function(hsaId)).value;
  }

  /** The care provider of a unit, where the directory knows one that can be told of. */
  async function providerOf(careUnit: Unit, within: Within): Promise<WholeProvider | undefined> {
    const { value } = await directory.careProviderOf(careUnit.hsaId);
    return value.kind === 'found' ? whole(value.value, within) : undefined;
  }

  async function membersOf(careUnit: Unit, within: Within) {
    const found = await fewAtATime(careUnit.members, async (hsaId) => (await directory.object(hsaId)).value);
    return found
      .filter(
        (member): member is Unit | DirectoryFunction => member?.kind === 'function' || (!!member && isUnit(member)),
      )
      .filter((member) => isGiven(member, within));
  }

  return {
    async unit(request: ValueOf<typeof getUnit5.request>): Promise<Draft<ValueOf<typeof getUnit5.response>>> {
      const unit = (await directory.unit(request.unitHsaId)).value?.object;
      // Nothing in the contract could say that it is closed.
      return unit && !unit.archived && isFound(unit, request) ? { unit: unitCard(unit) } : {};
    },

    async careUnit(
      request: ValueOf<typeof getHealthCareUnit2.request>,
    ): Promise<Draft<ValueOf<typeof getHealthCareUnit2.response>>> {
      const place = await placeOf(request.healthCareUnitMemberHsaId);
      if (!place || !isFound(place.object, request) || place.careUnit.kind !== 'found') return {};
      const careUnit = place.careUnit.value;
      const provider = await providerOf(careUnit, request);
      if (!provider || !isGiven(careUnit, request)) return {};
      const isItself = careUnit.hsaId === place.object.hsaId;
      const member = isItself ? undefined : place.object;
      return {
        healthCareUnit: {
          unitIsHealthCareUnit: isItself,
          healthCareUnitMemberHsaId: member?.hsaId,
          healthCareUnitMemberName: member?.name,
          healthCareUnitMemberPublicName: member?.name,
          ...(member && datesOf(member.period, 'healthCareUnitMember')),
          ...named(careUnit, 'healthCareUnit'),
          ...named(provider, 'healthCareProvider'),
          healthCareProviderOrgNo: provider.orgNo,
          feignedHealthCareUnitMember: member && whenTrue(member.feigned),
          archivedHealthCareUnitMember: member && whenTrue(member.archived),
        },
      };
    },

    async members(
      request: ValueOf<typeof getHealthCareUnitMembers2.request>,
    ): Promise<Draft<ValueOf<typeof getHealthCareUnitMembers2.response>>> {
      const careUnit = (await directory.unit(request.healthCareUnitHsaId)).value?.object;
      if (!careUnit?.isCareUnit || !isFound(careUnit, request)) return {};
      const provider = await providerOf(careUnit, request);
      if (!provider) return {};
      return {
        healthCareUnitMembers: {
          ...named(careUnit, 'healthCareUnit'),
          healthCareUnitPrescriptionCode: careUnit.workplaceCodes ?? [],
          ...reached(careUnit),
          healthCareProvider: {
            ...named(provider, 'healthCareProvider'),
            healthCareProviderOrgNo: provider.orgNo,
            healthCareProviderPrescriptionCode: provider.workplaceCodes ?? [],
            ...reached(provider),
          },
          healthCareUnitMember: (await membersOf(careUnit, request)).map((member) => ({
            ...named(member, 'healthCareUnitMember'),
            healthCareUnitMemberPrescriptionCode: member.workplaceCodes ?? [],
            healthCareUnitMemberTelephoneNumber: member.contact.phones,
            healthCareUnitMemberpostalAddress: addressOf(member.contact.postalAddress),
            healthCareUnitMemberpostalCode: member.contact.postalAddress?.postalCode,
            healthCareUnitMemberstructuredPostalAddress: structuredPostalAddress(
              member.contact.postalAddress,
              member.name,
            ),
          })),
        },
      };
    },

    async careUnits(
      request: ValueOf<typeof getHealthCareUnitList2.request>,
    ): Promise<Draft<ValueOf<typeof getHealthCareUnitList2.response>>> {
      const unit = (await directory.unit(request.healthCareProviderHsaId)).value?.object;
      const provider = unit?.isCareProvider && isFound(unit, request) ? whole(unit, request) : undefined;
      if (!provider) return {};
      const { value: careUnits } = await directory.careUnitsOf(provider.hsaId);
      return {
        healthCareUnitList: {
          ...named(provider, 'healthCareProvider'),
          healthCareProviderOrgNo: provider.orgNo,
          healthCareUnit: careUnits
            .filter((careUnit) => isGiven(careUnit, request))
            .map((careUnit) => named(careUnit, 'healthCareUnit')),
        },
      };
    },

    async providers(
      request: ValueOf<typeof getHealthCareProvider1.request>,
    ): Promise<Draft<ValueOf<typeof getHealthCareProvider1.response>>> {
      const { healthCareProviderHsaId: hsaId, healthCareProviderOrgNo: orgNo } = request;
      if (hsaId === undefined && orgNo === undefined)
        throw new BridgeError('MESSAGE_INVALID', 'healthCareProviderHsaId or healthCareProviderOrgNo must be given.');
      const found =
        hsaId === undefined
          ? (await directory.careProvidersWithOrgNo(orgNo ?? '')).value
          : [(await directory.unit(hsaId)).value?.object].filter((unit) => unit?.isCareProvider);
      return {
        healthCareProvider: found
          .filter((unit) => unit !== undefined)
          .filter((unit) => isFound(unit, request))
          .map((unit) => whole(unit, request))
          .filter((provider) => provider !== undefined)
          .map((provider) => ({
            healthCareProviderHsaId: provider.hsaId,
            healthCareProviderName: provider.name,
            healthCareProviderOrgNo: provider.orgNo,
            ...datesOf(provider.period, 'healthCareProvider'),
            feignedHealthCareProvider: whenTrue(provider.feigned),
            archivedHealthCareProvider: whenTrue(provider.archived),
          })),
      };
    },
  };
}

type WholeProvider = Unit & { readonly orgNo: string };

/** Undefined for one that may not be given, or lacks what the contracts demand. */
function whole(provider: Unit, within: Within): WholeProvider | undefined {
  const { orgNo } = provider;
  return orgNo !== undefined && isGiven(provider, within) ? { ...provider, orgNo } : undefined;
}

type Role = 'healthCareUnit' | 'healthCareUnitMember' | 'healthCareProvider';

/** Id, names, dates and state, under the names of what it is here. The name for the public is the name. */
function named<R extends Role>({ hsaId, name, period, feigned, archived }: Unit | DirectoryFunction, role: R) {
  const suffix = `${role[0]?.toUpperCase()}${role.slice(1)}`;
  return {
    [`${role}HsaId`]: hsaId,
    [`${role}Name`]: name,
    [`${role}PublicName`]: name,
    ...datesOf(period, role),
    [`feigned${suffix}`]: whenTrue(feigned),
    [`archived${suffix}`]: whenTrue(archived),
  } as { readonly [K in `${R}${'HsaId' | 'Name' | 'PublicName'}`]: string } & {
    readonly [K in `${R}${'StartDate' | 'EndDate'}`]: string | undefined;
  } & { readonly [K in `${'feigned' | 'archived'}${Capitalize<R>}`]: true | undefined };
}

function reached({ contact, name }: Unit) {
  return {
    telephoneNumber: contact.phones,
    postalAddress: addressOf(contact.postalAddress),
    postalCode: contact.postalAddress?.postalCode,
    structuredPostalAddress: structuredPostalAddress(contact.postalAddress, name),
  };
}
