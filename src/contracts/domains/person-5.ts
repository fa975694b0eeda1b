import { anyURI, base64Binary, boolean, date, dateTime, int, many, one, optional, schema, string } from '../schema.ts';

/** Types of `strategicresourcemanagement:persons:person` 5: the national person data service, schema 5.0. */
export const person5 = schema(
  'urn:riv:strategicresourcemanagement:persons:person:5',
  'strategicresourcemanagement_persons_person_5.0.xsd',
);
const t = person5;

/** P6–P10 are reserved. */
export const LookupProfileType = t.oneOf('LookupProfileType', [
  'P1',
  'P2',
  'P3',
  'P4',
  'P5',
  'P6',
  'P7',
  'P8',
  'P9',
  'P10',
]);
const String2 = t.text('String2', /.{0,2}/);
const String40 = t.text('String40', /.{0,40}/);
const String80 = t.text('String80', /.{0,80}/);
const CodedValue = t.text('CodedValue', /.{0,40}/);
const CountryCode = t.text('CountryCode', /.{1,2}/);
const DateTypeFormatType = t.oneOf('DateTypeFormatType', ['YYYY', 'YYYY-MM', 'YYYY-MM-DD']);
const PartialDateValue = t.text('PartialDateValue', /.{4,10}/);
const PersonalIdentityNumber = t.text('PersonalIdentityNumber', /.{0,64}/);
const PropertyId = t.text('PropertyId', /.{0,10}/);
const RecordId = t.text('RecordId', /.{16}/);
/** `YYYYMMDDhhmmss`, Swedish local time. */
const Timestamp = t.text('Timestamp', /.{14}/);
const UUIDValue = t.text('UUIDValue');

/** The kind of identity by its OID, and the identity: elements, not attributes. */
export const IIType = t.open('IIType', { root: one(string), extension: optional(string) });
const PartialDateType = t.open('PartialDateType', {
  format: one(DateTypeFormatType),
  value: one(PartialDateValue),
});
const NameType = t.open('NameType', {
  /** Two digits: the positions of the given names in use, 0 = none. */
  givenNameIndicator: optional(int),
  givenName: optional(String80),
  middleName: optional(String80),
  surname: optional(String80),
  notificationName: optional(String40),
});

const PlaceOfBirthSwedenType = t.open('PlaceOfBirthSwedenType', {
  birthCountyCode: optional(String2),
  birthParish: optional(String40),
});
const BirthAbroadType = t.open('BirthAbroadType', {
  placeOfBirthAbroad: optional(String80),
  countryOfBirth: optional(String40),
});
const BirthType = t.open('BirthType', {
  dateOfBirth: optional(PartialDateType),
  placeOfBirthSweden: optional(PlaceOfBirthSwedenType),
  birthAbroad: optional(BirthAbroadType),
});
const DeregistrationType = t.open('DeregistrationType', {
  deregistrationReasonCode: optional(CodedValue),
  deregistrationDate: optional(PartialDateType),
  foundDeadAtDate: optional(PartialDateType),
});

const LinkedIdentityType = t.open('LinkedIdentityType', {
  referredPersonalIdentity: one(IIType),
  assuranceLevel: one(CodedValue),
  primaryIdentity: one(boolean),
});
const ReferredPersonalIdentityType = t.open('ReferredPersonalIdentityType', {
  referredPersonalIdentity: one(IIType),
  referredPersonalIdentityStatus: optional(CodedValue),
});

const PopulationRegistrationLocalityType = t.open('PopulationRegistrationLocalityType', {
  populationRegistrationDate: optional(PartialDateType),
  countyCode: optional(String2),
  municipalityCode: optional(String2),
  parishCode: optional(String2),
  propertyDesignation: optional(String40),
  fictitiousPropertyNumber: optional(int),
  populationRegistrationType: optional(CodedValue),
  localRegistrationTime: optional(dateTime),
  localRegistrationEndTime: optional(dateTime),
});
const ResidentialAddressType = t.open('ResidentialAddressType', {
  careOf: optional(String40),
  postalAddress1: optional(String40),
  postalAddress2: optional(String40),
  postalCode: optional(int),
  city: optional(String40),
});
const NotificationCaseType = t.open('NotificationCaseType', {
  recordId: optional(RecordId),
  notificationType: optional(String40),
  modificationTime: optional(dateTime),
  totalRecord: optional(boolean),
  notificationDate: optional(PartialDateType),
});
const PopulationRegistrationRecordType = t.open('PopulationRegistrationRecordType', {
  syncronizationTime: optional(dateTime),
  notificationCase: optional(NotificationCaseType),
  historicalRecords: optional(
    t.open('HistoricalRecordsType', {
      populationRegistrationLocality: many(PopulationRegistrationLocalityType),
      historicalAddress: optional(ResidentialAddressType),
    }),
  ),
});
const AddressAbroadType = t.open('AddressAbroadType', {
  postalAddress1: optional(String40),
  postalAddress2: optional(String40),
  postalAddress3: optional(String40),
  countryCode: optional(String40),
  addressAbroadDate: optional(PartialDateType),
  votingDate: optional(PartialDateType),
});
const AddressInformationType = t.open('AddressInformationType', {
  residentialAddress: optional(ResidentialAddressType),
  nationalKeys: optional(
    t.open('NationalKeysType', {
      propertyId: optional(PropertyId),
      addressPlaceId: optional(string),
      apartmentId: optional(string),
    }),
  ),
  district: optional(t.open('DistrictType', { districtCode: optional(string) })),
  specialPostalAddress: optional(ResidentialAddressType),
  addressAbroad: optional(AddressAbroadType),
  givenAddress: optional(ResidentialAddressType),
  UUID: optional(
    t.open('UUIDType', {
      propertyId: optional(string),
      addressPlaceId: optional(string),
      apartmentId: optional(string),
    }),
  ),
});

const ContactInformationType = t.open('ContactInformationType', {
  contactType: one(CodedValue),
  use: optional(CodedValue),
  value: optional(string),
  rank: optional(int),
  comment: optional(string),
  period: optional(t.open('DatePeriodType', { start: optional(date), end: optional(date) })),
  digitalNotification: optional(boolean),
});
const ContactPersonType = t.open('ContactPersonType', {
  contactRelationshipType: one(CodedValue),
  priorityOrder: optional(int),
  givenName: optional(String80),
  surName: optional(String80),
  middleName: optional(String80),
  contactPersonAddress: optional(ResidentialAddressType),
  contactPersonContactInformation: many(ContactInformationType),
});
const ActorType = t.open('ActorType', {
  id: one(IIType),
  professional: optional(t.open('ProfessionalType', { organizationId: one(IIType) })),
  updateTime: optional(Timestamp),
});
const RelationshipType = t.open('RelationshipType', {
  /** Mandatory in the schema, optional in its description; it may be empty. */
  relationshipId: one(
    t.open('RelationshipIdType', { personalIdentity: optional(IIType), dateOfBirth: optional(PartialDateType) }),
  ),
  relationshipType: one(CodedValue),
  relationshipFromDate: optional(PartialDateType),
  relationshipToDate: optional(PartialDateType),
  name: optional(NameType),
  deregistration: optional(DeregistrationType),
  status: optional(CodedValue),
});

export const PersonRecordType = t.open('PersonRecordType', {
  personalIdentity: one(IIType),
  identityLevel: optional(string),
  identityLevelDate: optional(PartialDateType),
  gender: optional(CodedValue),
  /** Sekretessmarkering. */
  protectedPersonIndicator: one(boolean),
  testIndicator: one(boolean),
  primaryIdentity: one(boolean),
  version: optional(Timestamp),
  name: optional(NameType),
  linkedIdentity: many(LinkedIdentityType),
  referredPersonalIdentities: many(ReferredPersonalIdentityType),
  birth: optional(BirthType),
  populationRegistrationLocality: optional(PopulationRegistrationLocalityType),
  populationRegistrationRecord: optional(PopulationRegistrationRecordType),
  addressInformation: optional(AddressInformationType),
  contactInformation: many(ContactInformationType),
  contactPerson: many(ContactPersonType),
  confirmedIdentity: many(
    t.open('ConfirmedIdentityType', {
      typeOfIdentification: optional(CodedValue),
      identificationNumber: optional(string),
      issuersOfId: optional(string),
      validDatePeriod: optional(t.open('ValidDatePeriodType', { start: optional(date), end: optional(date) })),
      attachmentId: many(UUIDValue),
      countryCode: optional(CountryCode),
    }),
  ),
  administrativeInformation: optional(
    t.open('AdministrativeInformationType', {
      categoryOfPerson: optional(CodedValue),
      accountCode: optional(CodedValue),
      comment: optional(string),
    }),
  ),
  deregistration: optional(DeregistrationType),
  maritalStatus: optional(
    t.open('MaritalStatusType', {
      maritalStatusCode: optional(CodedValue),
      maritalStatusDate: optional(PartialDateType),
    }),
  ),
  immigration: optional(
    t.open('ImmigrationType', {
      immigrationDate: optional(PartialDateType),
      rightOfResidence: optional(boolean),
      immigrationIdentity: many(
        t.open('ImmigrationIdentityType', {
          personalIdentityNumber: one(PersonalIdentityNumber),
          country: one(CountryCode),
        }),
      ),
    }),
  ),
  citizenship: many(
    t.open('CitizenshipType', {
      citizenshipCountryCode: optional(CountryCode),
      citizenshipDate: optional(PartialDateType),
      status: optional(CodedValue),
    }),
  ),
  relationship: many(RelationshipType),
  coOrdinationNumberData: optional(
    t.open('CoOrdinationNumberDataType', {
      allocationDate: optional(PartialDateType),
      preliminaryTransferDate: optional(PartialDateType),
      renewalDate: optional(PartialDateType),
      deceasedDate: optional(PartialDateType),
    }),
  ),
  personalIdentityStatus: optional(
    t.open('PersonalIdentityStatusType', {
      identityStatus: optional(string),
      identityStatusDate: optional(PartialDateType),
      identityStatusCause: optional(string),
    }),
  ),
  updatePersonActor: optional(ActorType),
  updatePersonContactInformationActor: optional(ActorType),
  attachment: many(
    t.open('MultimediaType', {
      id: optional(string),
      mediaType: one(string),
      value: optional(base64Binary),
      reference: optional(anyURI),
    }),
  ),
  optoutPaperNotification: optional(boolean),
  /** Skyddad folkbokföring; absent = no. */
  protectedPopulationRecord: optional(boolean),
});

export const RequestedPersonRecordType = t.open('RequestedPersonRecordType', {
  requestedPersonalIdentity: one(IIType),
  /** Absent = nobody has the identity. */
  personRecord: optional(PersonRecordType),
});
