import { boolean, dateTime, many, one, optional, schema, string } from '../schema.ts';
import { defineDirectoryContract, responderOf } from './define.ts';
import { addressType, dnType, structuredPostalAddressType, telephoneNumberType, timeSpanType } from './types.ts';

const domain = 'infrastructure:directory:organization';
const name = 'GetUnit';
const t = schema(`urn:riv:${domain}:5`, 'infrastructure_directory_organization_5.0.xsd');
const responder = responderOf(domain, name, 5);

const TelephoneNumberType = telephoneNumberType(t);
const TimeSpanType = timeSpanType(t);

const UnitType = responder.open('unitType', {
  alternateName: many(string),
  alternateText: optional(string),
  alternateTextLogotype: optional(string),
  businessClassification: many(
    responder.open('BusinessClassificationType', {
      businessClassificationName: optional(string),
      businessClassificationCode: optional(string),
    }),
  ),
  businessType: many(string),
  careType: many(string),
  countyName: optional(string),
  countyCode: optional(string),
  description: optional(string),
  directoryContact: optional(string),
  displayOption: optional(string),
  dropInHour: many(TimeSpanType),
  mail: optional(string),
  facsimileTelephoneNumber: many(TelephoneNumberType),
  geographicalCoordinatesRt90: optional(
    responder.open('GeoCoordRt90Type', { xCoordinate: one(string), yCoordinate: one(string) }),
  ),
  geographicalCoordinatesSWEREF99: optional(
    responder.open('GeoCoordSWEREF99Type', { nCoordinate: one(string), eCoordinate: one(string) }),
  ),
  destinationIndicator: many(string),
  unitHsaId: one(string),
  jpegPhoto: optional(string),
  jpegLogotype: optional(string),
  labeledUri: optional(string),
  location: optional(string),
  webPage1177: optional(string),
  management: many(string),
  municipalityName: optional(string),
  municipalityCode: optional(string),
  nonPublicTelephoneNumber: many(string),
  unitName: one(string),
  patientInformation: optional(string),
  postalAddress: optional(addressType(t)),
  postalCode: optional(string),
  publicName: one(string),
  relatedUnitHsaId: many(string),
  route: optional(string),
  street: optional(string),
  surgeryHour: many(TimeSpanType),
  switchboardNumber: optional(TelephoneNumberType),
  telephoneHour: many(TimeSpanType),
  telephoneNumber: many(TelephoneNumberType),
  textTelephoneNumber: many(string),
  unitExtraInformation: optional(string),
  unitFunction: many(
    responder.open('UnitFunctionType', {
      name: one(string),
      telephoneHour: many(TimeSpanType),
      telephoneNumber: many(TelephoneNumberType),
    }),
  ),
  unitTemporaryInformation: optional(
    t.open('DateSpanType', { fromDate: one(string), toDate: one(string), temporaryInformation: one(string) }),
  ),
  videoPhone: many(string),
  visitingHour: many(TimeSpanType),
  visitingRuleAge: many(t.open('AgeSpanType', { fromAge: one(string), toAge: one(string), comment: optional(string) })),
  referralRules: optional(string),
  visitingRules: optional(string),
  unitStartDate: optional(dateTime),
  unitEndDate: optional(dateTime),
  feignedUnit: optional(boolean),
  financingOrganization: many(string),
  indoorRouteDescription: optional(string),
  geographicalCoordinatesSWEREF99Latitude: optional(string),
  geographicalCoordinatesSWEREF99Longitude: optional(string),
  administrativeCareLevel: many(string),
  schoolType: many(string),
  structuredPostalAddress: optional(structuredPostalAddressType(t)),
  structuredVisitingAddress: optional(
    t.open('StructuredVisitingAddressType', {
      street: one(string),
      premisesNumber: optional(string),
      premisesLetter: optional(string),
      town: one(string),
    }),
  ),
});

/** GetUnit 5: all that the directory says of a unit. */
export const getUnit5 = defineDirectoryContract({
  domain,
  name,
  major: 5,
  schema: responder,
  request: {
    unitHsaId: one(string),
    searchBase: optional(dnType(t)),
    includeFeignedObject: optional(boolean),
    profile: many(string),
  },
  response: { unit: optional(UnitType) },
});
