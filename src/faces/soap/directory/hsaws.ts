import {
  getCareUnit3,
  getCareUnitList3,
  getCareUnitMembers3,
  getHsaPerson3,
  getMiuForPerson3,
  ping3,
} from '../../../contracts/directory/hsaws-3.ts';
import type { Draft } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import { BridgeError } from '../../../errors.ts';
import type { createPeopleAnswers } from './people.ts';
import type { createUnitAnswers } from './units.ts';

type UnitAsked = ValueOf<typeof getCareUnit3.request>;
type PersonAsked = ValueOf<typeof getMiuForPerson3.request>;

/**
 * Answers the operations of HSA-WS 3 with what the newer contracts tell, in the older form. It knows neither fictitious nor
 * protected people. A list about something that is not found is empty; what has no form for that is a fault.
 */
export function createHsaWsAnswers(
  units: ReturnType<typeof createUnitAnswers>,
  people: ReturnType<typeof createPeopleAnswers>,
) {
  return {
    async [getCareUnit3.id]({
      hsaIdentity,
      searchBase,
    }: UnitAsked): Promise<Draft<ValueOf<typeof getCareUnit3.response>>> {
      const { healthCareUnit: found } = await units.careUnit({
        healthCareUnitMemberHsaId: hsaIdentity,
        ...within(searchBase),
      });
      if (!found) throw new BridgeError('MESSAGE_INVALID', 'No care unit is known of this hsaIdentity.');
      return {
        careUnitHsaIdentity: found.healthCareUnitHsaId,
        careGiver: found.healthCareProviderHsaId,
        careUnitStartDate: found.healthCareUnitStartDate,
        careUnitEndDate: found.healthCareUnitEndDate,
        careGiverStartDate: found.healthCareProviderStartDate,
        careGiverEndDate: found.healthCareProviderEndDate,
      };
    },

    async [getCareUnitList3.id]({
      hsaIdentity,
      searchBase,
    }: UnitAsked): Promise<Draft<ValueOf<typeof getCareUnitList3.response>>> {
      const { healthCareUnitList: found } = await units.careUnits({
        healthCareProviderHsaId: hsaIdentity,
        ...within(searchBase),
      });
      return {
        careUnitGiverHsaIdentity: found?.healthCareProviderHsaId ?? hsaIdentity,
        careUnitGiverName: found?.healthCareProviderName ?? '',
        careUnitGiverStartDate: found?.healthCareProviderStartDate,
        careUnitGiverEndDate: found?.healthCareProviderEndDate,
        careUnits: {
          careUnit: (found?.healthCareUnit ?? [])
            // The older form could not say that one is closed.
            .filter((careUnit) => !careUnit?.archivedHealthCareUnit)
            .map((careUnit) => ({
              hsaIdentity: careUnit?.healthCareUnitHsaId,
              careUnitName: careUnit?.healthCareUnitName,
              careUnitStartDate: careUnit?.healthCareUnitStartDate,
              careUnitEndDate: careUnit?.healthCareUnitEndDate,
            })),
        },
      };
    },

    async [getCareUnitMembers3.id]({
      hsaIdentity,
      searchBase,
    }: UnitAsked): Promise<Draft<ValueOf<typeof getCareUnitMembers3.response>>> {
      const { healthCareUnitMembers: found } = await units.members({
        healthCareUnitHsaId: hsaIdentity,
        ...within(searchBase),
      });
      return {
        careUnitName: found?.healthCareUnitName ?? '',
        unitPrescriptionCode: found?.healthCareUnitPrescriptionCode,
        telephoneNumber: found?.telephoneNumber,
        postalAddress: found?.postalAddress,
        postalCode: found?.postalCode,
        careUnitStartDate: found?.healthCareUnitStartDate,
        careUnitEndDate: found?.healthCareUnitEndDate,
        careUnitMembers: {
          careUnitMember: (found?.healthCareUnitMember ?? [])
            .filter((member) => !member?.archivedHealthCareUnitMember)
            .map((member) => ({
              careUnitName: member?.healthCareUnitMemberName,
              unitPrescriptionCode: member?.healthCareUnitMemberPrescriptionCode,
              telephoneNumber: member?.healthCareUnitMemberTelephoneNumber,
              postalAddress: member?.healthCareUnitMemberpostalAddress,
              postalCode: member?.healthCareUnitMemberpostalCode,
              careUnitMemberStartDate: member?.healthCareUnitMemberStartDate,
              careUnitMemberEndDate: member?.healthCareUnitMemberEndDate,
            })),
        },
      };
    },

    async [getMiuForPerson3.id](asked: PersonAsked): Promise<Draft<ValueOf<typeof getMiuForPerson3.response>>> {
      const { credentialInformation = [] } = await people.credentials(person(asked));
      return {
        MiuInformation: credentialInformation.flatMap((held) =>
          (held?.commission ?? []).map((commission) => ({
            miuName: commission?.commissionName,
            hsaIdentity: commission?.commissionHsaId,
            miuPurpose: commission?.commissionPurpose,
            careUnitHsaIdentity: commission?.healthCareUnitHsaId,
            careUnitName: commission?.healthCareUnitName,
            careGiver: commission?.healthCareProviderHsaId,
            careGiverName: commission?.healthCareProviderName,
            careGiverOrgNo: commission?.healthCareProviderOrgNo,
            personalPrescriptionCode: held?.personalPrescriptionCode,
            hsaTitles: { hsaTitle: held?.healthCareProfessionalLicence },
            miuRights: {
              miuRight: commission?.commissionRight?.map((right) =>
                [right?.activity, right?.informationClass, right?.scope].join(';'),
              ),
            },
            hsaSystemRoles: { hsaSystemRole: held?.hsaSystemRole?.map((role) => `${role?.systemId};${role?.role}`) },
            hsaIdentityPerson: held?.personHsaId,
            paTitleCode: held?.paTitleCode,
            givenName: held?.givenName ?? '',
            middleAndSurName: held?.middleAndSurName,
            careUnitStartDate: commission?.healthCareUnitStartDate,
            careUnitEndDate: commission?.healthCareUnitEndDate,
            careGiverStartDate: commission?.healthCareProviderStartDate,
            careGiverEndDate: commission?.healthCareProviderEndDate,
          })),
        ),
      };
    },

    async [getHsaPerson3.id](asked: PersonAsked): Promise<Draft<ValueOf<typeof getHsaPerson3.response>>> {
      const { personInformation = [] } = await people.employee(person(asked));
      return {
        userInformations: {
          userInformation: personInformation.map((card) => ({
            mail: card?.mail,
            givenName: card?.givenName ?? '',
            hsaIdentity: card?.personHsaId,
            hsaSwitchboardNumber: card?.switchboardNumber,
            hsaTelephoneNumbers: { hsaTelephoneNumber: card?.nonPublicTelephoneNumber },
            specialityCodes: { specialityCode: card?.specialityCode },
            specialityNames: { specialityName: card?.specialityName },
            sn: card?.middleAndSurName,
            telephoneNumbers: { telephoneNumber: card?.telephoneNumber },
            title: card?.title,
            DN: card?.dn,
            // The directory is read with both names in one.
            middleName: '',
            postalAddress: card?.postalAddress,
            hsaTitles: card?.healthCareProfessionalLicence?.length
              ? { hsaTitle: card.healthCareProfessionalLicence }
              : undefined,
          })),
        },
      };
    },

    async [ping3.id](): Promise<Draft<ValueOf<typeof ping3.response>>> {
      return { message: 'OK' };
    },
  };
}

function person({ hsaIdentity, personalIdentityNumber, searchBase }: PersonAsked) {
  return {
    ...(hsaIdentity !== undefined && { personHsaId: hsaIdentity }),
    ...(personalIdentityNumber !== undefined && { personalIdentityNumber }),
    ...within(searchBase),
  };
}

function within(searchBase: string | undefined) {
  return searchBase === undefined ? {} : { searchBase };
}
