import { added, boolean, dateTime, eitherOrNone, many, one, optional, schema, several, string } from '../schema.ts';
import { defineDirectoryContract, responderOf } from './define.ts';
import { addressType, dnType, structuredPostalAddressType, telephoneNumberType } from './types.ts';

/** Units and care providers, domain `infrastructure:directory:organization`, as far as its types are those of 2. */
const domain = 'infrastructure:directory:organization';
const t = schema(`urn:riv:${domain}:2`, 'infrastructure_directory_organization_2.0.xsd');
const minor2 = schema(`urn:riv:${domain}:2.2`, 'infrastructure_directory_organization_2.2.xsd');

const DNType = dnType(t);
const TelephoneNumberType = telephoneNumberType(t);
const AddressType = addressType(t);
const StructuredPostalAddressType = structuredPostalAddressType(minor2);

/** Which part of the tree is searched; default `c=SE`. Fictitious objects are left out unless asked for. */
const within = { searchBase: optional(DNType), includeFeignedObject: optional(boolean) };

/** What is told of a care unit, and of a care provider, in this order. */
const careUnit = {
  healthCareUnitHsaId: one(string),
  healthCareUnitName: one(string),
  healthCareUnitPublicName: one(string),
  healthCareUnitStartDate: optional(dateTime),
  healthCareUnitEndDate: optional(dateTime),
};
const careProvider = {
  healthCareProviderHsaId: one(string),
  healthCareProviderName: one(string),
  healthCareProviderPublicName: one(string),
  healthCareProviderOrgNo: one(string),
  healthCareProviderStartDate: optional(dateTime),
  healthCareProviderEndDate: optional(dateTime),
};

const unit = responderOf(domain, 'GetHealthCareUnit', 2);

/** GetHealthCareUnit 2: the care unit and care provider that a unit belongs to. */
export const getHealthCareUnit2 = defineDirectoryContract({
  domain,
  name: 'GetHealthCareUnit',
  major: 2,
  schema: unit,
  request: { healthCareUnitMemberHsaId: one(string), ...within },
  response: {
    healthCareUnit: optional(
      unit.open('HealthCareUnitType', {
        unitIsHealthCareUnit: optional(boolean),
        healthCareUnitMemberHsaId: optional(string),
        healthCareUnitMemberName: optional(string),
        healthCareUnitMemberPublicName: optional(string),
        healthCareUnitMemberStartDate: optional(dateTime),
        healthCareUnitMemberEndDate: optional(dateTime),
        ...careUnit,
        ...careProvider,
        feignedHealthCareUnitMember: optional(boolean),
        feignedHealthCareUnit: optional(boolean),
        feignedHealthCareProvider: optional(boolean),
        archivedHealthCareUnitMember: optional(boolean),
        archivedHealthCareUnit: optional(boolean),
        archivedHealthCareProvider: optional(boolean),
      }),
    ),
  },
});

const members = responderOf(domain, 'GetHealthCareUnitMembers', 2);
const members1 = schema(`${members.namespace}.1`, 'GetHealthCareUnitMembersResponder_2.1.xsd');

/** GetHealthCareUnitMembers 2: what belongs to a care unit. */
export const getHealthCareUnitMembers2 = defineDirectoryContract({
  domain,
  name: 'GetHealthCareUnitMembers',
  major: 2,
  schema: members,
  request: { healthCareUnitHsaId: one(string), ...within },
  response: {
    healthCareUnitMembers: optional(
      members.closed('HealthCareUnitMembersType', {
        healthCareUnitName: one(string),
        healthCareUnitPublicName: one(string),
        healthCareUnitHsaId: one(string),
        healthCareUnitStartDate: optional(dateTime),
        healthCareUnitEndDate: optional(dateTime),
        healthCareUnitPrescriptionCode: many(string),
        telephoneNumber: many(TelephoneNumberType),
        postalAddress: optional(AddressType),
        postalCode: optional(string),
        feignedHealthCareUnit: optional(boolean),
        archivedHealthCareUnit: optional(boolean),
        healthCareProvider: one(
          members.closed('HealthCareProviderType', {
            healthCareProviderName: one(string),
            healthCareProviderPublicName: one(string),
            healthCareProviderHsaId: one(string),
            healthCareProviderOrgNo: one(string),
            healthCareProviderStartDate: optional(dateTime),
            healthCareProviderEndDate: optional(dateTime),
            healthCareProviderPrescriptionCode: many(string),
            telephoneNumber: many(TelephoneNumberType),
            postalAddress: optional(AddressType),
            postalCode: optional(string),
            feignedHealthCareProvider: optional(boolean),
            archivedHealthCareProvider: optional(boolean),
            structuredPostalAddress: added(members1, optional(StructuredPostalAddressType)),
          }),
        ),
        healthCareUnitMember: many(
          members.closed('HealthCareUnitMemberType', {
            healthCareUnitMemberName: one(string),
            healthCareUnitMemberPublicName: one(string),
            healthCareUnitMemberHsaId: one(string),
            healthCareUnitMemberStartDate: optional(dateTime),
            healthCareUnitMemberEndDate: optional(dateTime),
            healthCareUnitMemberPrescriptionCode: many(string),
            healthCareUnitMemberTelephoneNumber: many(TelephoneNumberType),
            healthCareUnitMemberpostalAddress: optional(AddressType),
            healthCareUnitMemberpostalCode: optional(string),
            feignedHealthCareUnitMember: optional(boolean),
            archivedHealthCareUnitMember: optional(boolean),
            healthCareUnitMemberstructuredPostalAddress: added(members1, optional(StructuredPostalAddressType)),
          }),
        ),
        structuredPostalAddress: added(members1, optional(StructuredPostalAddressType)),
      }),
    ),
  },
});

const list = responderOf(domain, 'GetHealthCareUnitList', 2);

/** GetHealthCareUnitList 2: the care units of a care provider. */
export const getHealthCareUnitList2 = defineDirectoryContract({
  domain,
  name: 'GetHealthCareUnitList',
  major: 2,
  schema: list,
  request: { healthCareProviderHsaId: one(string), ...within },
  response: {
    healthCareUnitList: optional(
      list.open('HealthCareUnitListType', {
        ...careProvider,
        healthCareUnit: many(
          list.open('HealthCareUnitType', {
            ...careUnit,
            feignedHealthCareUnit: optional(boolean),
            archivedHealthCareUnit: optional(boolean),
          }),
        ),
        feignedHealthCareProvider: optional(boolean),
        archivedHealthCareProvider: optional(boolean),
      }),
    ),
  },
});

const provider = responderOf(domain, 'GetHealthCareProvider', 1);

/** GetHealthCareProvider 1: care providers by HSA-id or organisation number. */
export const getHealthCareProvider1 = defineDirectoryContract({
  domain,
  name: 'GetHealthCareProvider',
  major: 1,
  schema: provider,
  request: {
    healthCareProviderHsaId: eitherOrNone(string),
    healthCareProviderOrgNo: eitherOrNone(string),
    ...within,
  },
  response: {
    healthCareProvider: many(
      provider.open('HealthCareProviderType', {
        healthCareProviderHsaId: one(string),
        healthCareProviderName: one(string),
        healthCareProviderOrgNo: one(string),
        healthCareProviderStartDate: optional(dateTime),
        healthCareProviderEndDate: optional(dateTime),
        feignedHealthCareProvider: optional(boolean),
        archivedHealthCareProvider: optional(boolean),
      }),
    ),
  },
});

/** IsUnitWithinSector 1: whether a unit is one of these or below it in the tree. */
export const isUnitWithinSector1 = defineDirectoryContract({
  domain,
  name: 'IsUnitWithinSector',
  major: 1,
  request: { unitHsaId: one(string), sectorHsaId: several(string), ...within },
  response: { unitIsWithinSector: one(boolean), feignedUnit: optional(boolean) },
});

const sector = responderOf(domain, 'ListUnitsWithinSector', 1);

/** ListUnitsWithinSector 1: these units and those below them. */
export const listUnitsWithinSector1 = defineDirectoryContract({
  domain,
  name: 'ListUnitsWithinSector',
  major: 1,
  schema: sector,
  request: { sectorHsaId: several(string), ...within },
  response: {
    unitWithinSector: many(
      sector.open('UnitWithinSectorType', {
        unitHsaId: one(string),
        unitName: one(string),
        feignedUnit: optional(boolean),
      }),
    ),
  },
});
