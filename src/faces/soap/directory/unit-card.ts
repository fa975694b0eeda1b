import type { getUnit5 } from '../../../contracts/directory/get-unit-5.ts';
import type { Draft } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type { Unit } from '../../../hsa/index.ts';
import { structuredPostalAddress, structuredVisitingAddress } from './structured-address.ts';
import { addressOf, datesOf, hoursOf, paired, whenTrue } from './values.ts';

/** What GetUnit tells of a unit, as far as the directory here is read. */
export function unitCard(unit: Unit): Draft<ValueOf<typeof getUnit5.response>>['unit'] {
  const { contact, position } = unit;
  const { visitingAddress } = contact;
  const street = visitingAddress?.lines.join(', ');
  const town = visitingAddress?.town;
  return {
    alternateName: unit.alternativeNames,
    businessClassification: paired(unit.activityCodes, unit.activityNames, (code, name) => ({
      businessClassificationName: name,
      businessClassificationCode: code,
    })),
    businessType: unit.businessTypes,
    careType: unit.careTypes,
    countyName: unit.countyName,
    countyCode: unit.countyCode,
    description: unit.description,
    dropInHour: hoursOf(unit.dropInHours),
    mail: contact.mail,
    geographicalCoordinatesSWEREF99: position && {
      nCoordinate: String(position.north),
      eCoordinate: String(position.east),
    },
    destinationIndicator: unit.shownFor,
    unitHsaId: unit.hsaId,
    labeledUri: contact.web,
    location: town,
    municipalityName: unit.municipalityName,
    municipalityCode: unit.municipalityCode,
    nonPublicTelephoneNumber: contact.internalPhones,
    unitName: unit.name,
    postalAddress: addressOf(contact.postalAddress),
    postalCode: visitingAddress?.postalCode,
    publicName: unit.name,
    route: unit.route,
    street,
    surgeryHour: hoursOf(unit.openingHours),
    switchboardNumber: contact.switchboard,
    telephoneHour: hoursOf(unit.telephoneHours),
    telephoneNumber: contact.phones,
    visitingHour: hoursOf(unit.visitingHours),
    ...datesOf(unit.period, 'unit'),
    feignedUnit: whenTrue(unit.feigned),
    structuredPostalAddress: structuredPostalAddress(contact.postalAddress, unit.name),
    structuredVisitingAddress: structuredVisitingAddress(visitingAddress),
  };
}
