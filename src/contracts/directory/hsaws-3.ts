import {
  boolean,
  type ComplexType,
  dateTime,
  either,
  integer,
  many,
  one,
  optional,
  schema,
  several,
  string,
} from '../schema.ts';
import type { ServiceContract } from '../service-contract.ts';
import { addressType, dnType } from './types.ts';

/**
 * HSA-WS 3, the web service before the directory's contracts: one service of many operations, all in one namespace. It is
 * addressed by WS-Addressing (`To`), and its SOAP actions keep the number of version 2.
 */
const t = schema('urn:riv:hsa:HsaWsResponder:3', 'HsaWsResponder_3.0.xsd');

function operation<Request extends ComplexType, Response extends ComplexType>(
  name: string,
  request: Request,
  response: Response,
): ServiceContract<Request, Response> {
  const soapAction = `urn:riv:hsa:HsaWsResponder:2:${name[0]?.toLowerCase()}${name.slice(1)}`;
  const wire = { domain: 'hsa:HsaWs', namespace: t.namespace, schema: t, soapAction, requestElement: name };
  return { id: `${name}:3`, name, major: 3, minor: 0, ...wire, request, response };
}

const DNType = dnType(t);
const AddressType = addressType(t);
const searchBase = optional(DNType);
const UnitAskedType = t.open('LookupHsaObjectType', { hsaIdentity: one(string), searchBase });
const PersonAskedType = t.open('LookupPersonType', {
  hsaIdentity: either(string),
  personalIdentityNumber: either(string),
  searchBase,
});

/** The care unit and care provider that a unit belongs to. */
export const getCareUnit3 = operation(
  'GetCareUnit',
  UnitAskedType,
  t.open('GetCareUnitResponseType', {
    careUnitHsaIdentity: one(string),
    careGiver: one(string),
    careUnitStartDate: optional(dateTime),
    careUnitEndDate: optional(dateTime),
    careGiverStartDate: optional(dateTime),
    careGiverEndDate: optional(dateTime),
  }),
);

/** The care units of a care provider. */
export const getCareUnitList3 = operation(
  'GetCareUnitList',
  UnitAskedType,
  t.open('GetCareUnitListResponseType', {
    careUnitGiverHsaIdentity: one(string),
    careUnitGiverName: one(string),
    careUnitGiverStartDate: optional(dateTime),
    careUnitGiverEndDate: optional(dateTime),
    careUnits: optional(
      t.open('CareUnitsType', {
        careUnit: many(
          t.open('CareUnitType', {
            hsaIdentity: one(string),
            careUnitName: one(string),
            careUnitStartDate: optional(dateTime),
            careUnitEndDate: optional(dateTime),
          }),
        ),
      }),
    ),
  }),
);

/** What belongs to a care unit. */
export const getCareUnitMembers3 = operation(
  'GetCareUnitMembers',
  UnitAskedType,
  t.open('GetCareUnitMembersResponseType', {
    careUnitName: one(string),
    unitPrescriptionCode: many(string),
    telephoneNumber: many(string),
    postalAddress: optional(AddressType),
    postalCode: optional(string),
    careUnitStartDate: optional(dateTime),
    careUnitEndDate: optional(dateTime),
    careUnitMembers: optional(
      t.open('CareUnitMembersType', {
        careUnitMember: many(
          t.open('CareUnitMemberType', {
            careUnitName: one(string),
            unitPrescriptionCode: many(string),
            telephoneNumber: many(string),
            postalAddress: optional(AddressType),
            postalCode: optional(string),
            careUnitMemberStartDate: optional(dateTime),
            careUnitMemberEndDate: optional(dateTime),
          }),
        ),
      }),
    ),
  }),
);

/** The assignments of a person; of nobody whose identity is protected. */
export const getMiuForPerson3 = operation(
  'GetMiuForPerson',
  PersonAskedType,
  t.open('GetMiuForPersonResponseType', {
    MiuInformation: many(
      t.open('MiuInformationType', {
        miuName: one(string),
        hsaIdentity: one(string),
        miuPurpose: one(string),
        careUnitHsaIdentity: optional(string),
        careUnitName: optional(string),
        careGiver: one(string),
        careGiverName: one(string),
        careGiverOrgNo: one(string),
        personalPrescriptionCode: optional(string),
        hsaTitles: one(t.open('HsaTitlesType', { hsaTitle: many(string) })),
        miuRights: one(t.open('MiuRightsType', { miuRight: many(string) })),
        hsaSystemRoles: one(t.open('HsaSystemRolesType', { hsaSystemRole: many(string) })),
        hsaIdentityPerson: one(string),
        paTitleCode: many(string),
        givenName: one(string),
        middleAndSurName: one(string),
        careUnitStartDate: optional(dateTime),
        careUnitEndDate: optional(dateTime),
        careGiverStartDate: optional(dateTime),
        careGiverEndDate: optional(dateTime),
        hsaProtectedPerson: optional(boolean),
      }),
    ),
  }),
);

/** The contact card of a person; of nobody whose identity is protected. */
export const getHsaPerson3 = operation(
  'GetHsaPerson',
  PersonAskedType,
  t.open('GetHsaPersonResponseType', {
    userInformations: optional(
      t.open('UserInformationsType', {
        userInformation: many(
          t.open('UserInformationType', {
            description: optional(string),
            mail: optional(string),
            givenName: one(string),
            hsaIdentity: one(string),
            hsaSwitchboardNumber: optional(string),
            hsaTelephoneNumbers: optional(t.open('HsaTelephoneNumbersType', { hsaTelephoneNumber: many(string) })),
            labeledUri: optional(string),
            languageKnowledgeCodes: optional(
              t.open('LanguageKnowledgeCodesType', { languageKnowledgeCode: many(string) }),
            ),
            mobiles: optional(t.open('MobilesType', { mobile: many(string) })),
            facsimileTelephoneNumbers: optional(
              t.open('FacsimileTelephoneNumbersType', { facsimileTelephoneNumber: many(string) }),
            ),
            nickName: optional(string),
            smsTelephoneNumber: optional(string),
            specialityCodes: optional(t.open('SpecialityCodesType', { specialityCode: many(string) })),
            specialityNames: optional(t.open('SpecialityNamesType', { specialityName: many(string) })),
            sn: one(string),
            telephoneHours: optional(t.open('TelephoneHoursType', { telephoneHour: many(t.unread('TimeSpanType')) })),
            telephoneNumbers: optional(t.open('TelephoneNumbersType', { telephoneNumber: many(string) })),
            title: optional(string),
            DN: one(DNType),
            middleName: one(string),
            postalAddress: optional(AddressType),
            hsaTitles: optional(t.open('PersonHsaTitlesType', { hsaTitle: several(string) })),
            hsaProtectedPerson: optional(boolean),
          }),
        ),
      }),
    ),
  }),
);

/** Whether the service is there. */
export const ping3 = operation(
  'Ping',
  t.open('PingType', {}),
  t.open('PingResponseType', { message: optional(string), responseTime: optional(integer) }),
);

/** The operations of HSA-WS 3 that can be told from the directory here. */
export const hsaWsContracts = [
  getCareUnit3,
  getCareUnitList3,
  getCareUnitMembers3,
  getMiuForPerson3,
  getHsaPerson3,
  ping3,
] as unknown as readonly ServiceContract[];
