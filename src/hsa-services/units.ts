import { getUnit5 } from '../contracts/directory/get-unit-5.ts';
import {
  getHealthCareProvider1,
  getHealthCareUnit2,
  getHealthCareUnitList2,
  getHealthCareUnitMembers2,
} from '../contracts/directory/organization-2.ts';
import type { DirectoryFunction, Unit } from '../hsa/model.ts';
import { parseHsaId } from '../hsa/values.ts';
import { type DirectoryClient, Faulted } from './client.ts';
import { briefUnit, levelsOf, type UnitAnswers, unitFrom, workplaceCodes } from './read-unit.ts';
import { addressIn, periodOf, phonesIn } from './values.ts';

const everything = { includeFeignedObject: true };

/** Asks for units, care units and care providers. */
export function createUnits(client: DirectoryClient) {
  async function card(unitHsaId: string) {
    return (await client.ask(getUnit5, { unitHsaId, ...everything })).unit;
  }

  async function belonging(healthCareUnitMemberHsaId: string) {
    return (await client.ask(getHealthCareUnit2, { healthCareUnitMemberHsaId, ...everything })).healthCareUnit;
  }

  async function members(healthCareUnitHsaId: string) {
    return (await client.ask(getHealthCareUnitMembers2, { healthCareUnitHsaId, ...everything })).healthCareUnitMembers;
  }

  async function providers(request: { healthCareProviderHsaId: string } | { healthCareProviderOrgNo: string }) {
    return (await client.ask(getHealthCareProvider1, { ...request, ...everything })).healthCareProvider ?? [];
  }

  async function unit(hsaId: string): Promise<Unit | DirectoryFunction | undefined> {
    const [ownCard, where, provider] = await knownTo([
      card(hsaId),
      belonging(hsaId),
      providers({ healthCareProviderHsaId: hsaId }).then(([first]) => first),
    ]);
    const isCareUnit = parseHsaId(where?.healthCareUnitHsaId) === hsaId;
    const answers: UnitAnswers = {
      hsaId,
      card: ownCard,
      belonging: where,
      provider,
      members: isCareUnit ? await members(hsaId) : undefined,
    };
    return unitFrom(answers);
  }

  return {
    unit,

    /** HSA-id of the care unit that a unit or function is a member of. */
    async careUnitOf(hsaId: string): Promise<string | undefined> {
      const [, where] = await knownTo([card(hsaId), belonging(hsaId)]);
      const careUnit = parseHsaId(where?.healthCareUnitHsaId);
      return careUnit === hsaId ? undefined : careUnit;
    },

    /** HSA-ids of the care providers with an organisation number. */
    async providersWithOrgNo(orgNo: string): Promise<readonly string[]> {
      const found = await providers({ healthCareProviderOrgNo: orgNo });
      return found.flatMap((provider) => parseHsaId(provider.healthCareProviderHsaId) ?? []);
    },

    /** A care provider's care units, as far as the list tells of them. */
    async careUnitsOf(providerHsaId: string): Promise<readonly Unit[]> {
      const request = { healthCareProviderHsaId: providerHsaId, ...everything };
      const { healthCareUnitList: list } = await client.ask(getHealthCareUnitList2, request);
      if (!list) return [];
      return (list.healthCareUnit ?? []).flatMap((told) => {
        const hsaId = parseHsaId(told.healthCareUnitHsaId);
        const period = periodOf(told.healthCareUnitStartDate, told.healthCareUnitEndDate);
        if (!hsaId || !period) return [];
        const archived = told.archivedHealthCareUnit ?? false;
        const feigned = told.feignedHealthCareUnit ?? false;
        const more = { isCareUnit: true, responsibleProvider: parseHsaId(list.healthCareProviderHsaId) };
        return [briefUnit(hsaId, { name: told.healthCareUnitName, period, archived, feigned }, more, levelsOf(list))];
      });
    },

    /** The units that belong to a care unit, as far as the list tells of them; functions cannot be told from units there. */
    async membersOf(careUnitHsaId: string): Promise<readonly Unit[]> {
      const found = await members(careUnitHsaId);
      if (!found) return [];
      const above = levelsOf({ ...found, ...found.healthCareProvider });
      return (found.healthCareUnitMember ?? []).flatMap((told) => {
        const hsaId = parseHsaId(told.healthCareUnitMemberHsaId);
        const period = periodOf(told.healthCareUnitMemberStartDate, told.healthCareUnitMemberEndDate);
        if (!hsaId || !period) return [];
        const archived = told.archivedHealthCareUnitMember ?? false;
        const feigned = told.feignedHealthCareUnitMember ?? false;
        const contact = {
          phones: phonesIn(told.healthCareUnitMemberTelephoneNumber),
          internalPhones: [],
          switchboard: undefined,
          mail: undefined,
          web: undefined,
          postalAddress: addressIn(told.healthCareUnitMemberpostalAddress?.addressLine),
          visitingAddress: undefined,
        };
        return [
          briefUnit(
            hsaId,
            { name: told.healthCareUnitMemberName, period, archived, feigned },
            { contact, ...workplaceCodes(told.healthCareUnitMemberPrescriptionCode) },
            above,
          ),
        ];
      });
    },
  };
}

/** What each says of an id. A fault is as good as nothing where another knows it; where nobody does, it is thrown. */
async function knownTo<Told extends readonly unknown[]>(
  asked: {
    readonly [Nr in keyof Told]: Promise<Told[Nr]>;
  },
): Promise<{ readonly [Nr in keyof Told]: Told[Nr] | undefined }> {
  const answers = await Promise.allSettled(asked);
  const told = answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined));
  const isKnown = told.some((one) => one !== undefined);
  for (const answer of answers)
    if (answer.status === 'rejected' && !(isKnown && answer.reason instanceof Faulted)) throw answer.reason;
  return told as { readonly [Nr in keyof Told]: Told[Nr] | undefined };
}
