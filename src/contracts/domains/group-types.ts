import { datePattern, timePattern } from '../patterns.ts';
import { many, one, optional, type SchemaBuilder, several, string } from '../schema.ts';

/** Where the two domains differ. */
interface Vocabulary<Format extends string, Part extends string, Telecom extends string> {
  readonly formats: readonly Format[];
  readonly addressParts: readonly Part[];
  readonly telecoms: readonly Telecom[];
}

const uuidPattern = /[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[8-9a-bA-B][0-9a-fA-F]{3}-[0-9a-fA-F]{12}/;
/** Year, or as much more as is known; years before our era have a sign. */
const partialTimePattern =
  /-?([1-9][0-9]{3}|0[0-9]{3})((0[1-9]|1[0-2])((0[1-9]|[12][0-9]|3[01]))?(((0[0-9]|1[0-9]|2[0123]))?([0-5])([0-9])([0-5])([0-9]))?)?/;

/**
 * Types that `healthcond:basic` 1 and `activity:actions` 1 each declare in a namespace of their own, from one pattern:
 * records come in groups that share patient, performer and source system, and every id is a root and an extension.
 */
export function groupTypes<const Format extends string, const Part extends string, const Telecom extends string>(
  t: SchemaBuilder,
  enums: SchemaBuilder,
  vocabulary: Vocabulary<Format, Part, Telecom>,
) {
  const IIType = t.open('IIType', { root: one(string), extension: one(string) });
  const TimeStampType = t.text('TimeStampType', timePattern);
  const TimePeriodType = t.open('TimePeriodType', { start: optional(TimeStampType), end: optional(TimeStampType) });
  const CVType = t.open('CVType', {
    code: one(string),
    codeSystem: one(string),
    codeSystemName: optional(string),
    codeSystemVersion: optional(string),
    displayName: optional(string),
  });
  const UUIDType = t.text('UUIDType', uuidPattern);
  const DateType = t.text('DateType', datePattern);

  const RelationFilterType = t.open('RelationFilterType', {
    id: optional(IIType),
    typeCode: optional(CVType),
    referredInformationType: one(string),
  });

  const PersonType = t.open('PersonType', { id: optional(IIType), name: optional(string) });
  const CareGiverType = t.open('CareGiverType', { id: one(IIType), name: optional(string) });
  const CareUnitType = t.open('CareUnitType', {
    id: one(IIType),
    name: optional(string),
    careGiver: one(CareGiverType),
  });
  const PerformerRoleType = t.open('PerformerRoleType', {
    id: optional(IIType),
    code: one(CVType),
    person: optional(PersonType),
    careUnit: optional(CareUnitType),
  });

  const PartialTimeStampType = t.open('PartialTimeStampType', {
    format: one(enums.oneOf('TimeStampTypeFormatEnum', vocabulary.formats)),
    value: one(t.text('PartialTimeStampValueType', partialTimePattern)),
  });
  const PartialTimePeriodType = t.open('PartialTimePeriodType', {
    start: optional(PartialTimeStampType),
    end: optional(PartialTimeStampType),
  });
  const LegalAuthenticatorType = t.open('LegalAuthenticatorType', {
    id: optional(IIType),
    time: one(PartialTimeStampType),
    name: optional(string),
  });

  const OrganisationType = t.open('OrganisationType', { id: optional(IIType), name: optional(string) });
  const SCType = t.open('SCType', { code: optional(CVType), value: optional(string) });
  const DeviceType = t.open('DeviceType', { id: optional(IIType), type: optional(CVType), model: optional(SCType) });
  const AddressPartType = t.open('AddressPartType', {
    value: one(string),
    type: optional(enums.oneOf('AddressPartTypeEnum', vocabulary.addressParts)),
  });
  const AddressType = t.open('AddressType', {
    use: optional(enums.oneOf('PostalAddressUseEnum', ['PHYS', 'H', 'HV', 'WP', 'TMP'])),
    part: several(AddressPartType),
  });
  const TelType = t.open('TelType', {
    use: one(enums.oneOf('TelTypeEnum', vocabulary.telecoms)),
    value: one(string),
  });
  const LocationType = t.open('LocationType', {
    id: optional(IIType),
    name: one(string),
    address: many(AddressType),
    electronicAddress: many(TelType),
  });
  /** Without its id, which one domain demands and the other does not. */
  const participant = {
    type: one(CVType),
    role: one(CVType),
    time: optional(TimePeriodType),
    person: optional(PersonType),
    organisation: optional(OrganisationType),
    device: optional(DeviceType),
    location: optional(LocationType),
  };

  const SourceSystemType = t.open('SourceSystemType', { id: one(IIType) });

  const InformationOwnerType = t.open('InformationOwnerType', { id: one(IIType) });
  const ReferredInformationType = t.open('ReferredInformationType', {
    id: one(IIType),
    time: one(PartialTimeStampType),
    type: one(string),
    informationOwner: one(InformationOwnerType),
  });
  const RelationType = t.open('RelationType', {
    code: one(CVType),
    referredInformation: one(ReferredInformationType),
  });

  return {
    CVType,
    DateType,
    DeviceType,
    IIType,
    LegalAuthenticatorType,
    LocationType,
    PartialTimePeriodType,
    PartialTimeStampType,
    participant,
    PerformerRoleType,
    RelationFilterType,
    RelationType,
    SourceSystemType,
    TimePeriodType,
    TimeStampType,
    UUIDType,
  };
}
