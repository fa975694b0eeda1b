import type { ErrorTable } from './catalogue-entry.ts';

/** Which address leads where, and who may call it; see routing/. */
export const routingErrors = {
  ADDRESS_MISSING: {
    kind: 'bad-request',
    sv: 'Logisk adress saknas i anropet.',
    en: 'The logical address is missing in the call.',
    remedy: 'Send the SOAP header LogicalAddress in urn:riv:itintegration:registry:1.',
  },
  ADDRESS_UNKNOWN: {
    kind: 'not-found',
    sv: 'Ingen väg finns för denna logiska adress och detta tjänstekontrakt.',
    en: 'There is no route for this logical address and contract.',
    remedy: 'Check the address for white space and spelling, or order the route.',
  },
  ROUTE_PROFILE_UNSUPPORTED: {
    kind: 'not-found',
    sv: 'Den logiska adressen kan inte nås med någon RIV-TA-profil som stöds här.',
    en: 'The logical address has no route with a RIV-TA profile that is supported here.',
    remedy: 'The bridge’s operator must register the producer with rivtabp21 or rivtabp20.',
  },
  ROUTE_AMBIGUOUS: {
    kind: 'operator',
    sv: 'Fler än en väg passar den logiska adressen och tjänstekontraktet.',
    en: 'More than one route matches the logical address and contract.',
    remedy: 'The routing table is misconfigured; `npm run config -- check` names the routes.',
  },
  ROUTE_WITHOUT_URL: {
    kind: 'operator',
    sv: 'Vägen till producenten saknar adress.',
    en: 'The route to the producer has no URL.',
    remedy: 'The bridge’s operator must give the source its URL in the routing table.',
  },
  CATALOGUE_UNAVAILABLE: {
    kind: 'overloaded',
    sv: 'Tjänsteadresseringskatalogen kan inte nås och ingen lokal kopia finns.',
    en: 'The address catalogue cannot be reached, and there is no local copy.',
    remedy: 'The operator must restore the contact with the catalogue, or give its local copy back.',
  },
  CATALOGUE_INVALID: {
    kind: 'operator',
    sv: 'Tjänsteadresseringskatalogens svar kan inte användas.',
    en: 'The address catalogue’s answer cannot be used.',
    remedy: 'The table that was in force stays. Have the catalogue corrected, then `npm run config -- reload`.',
  },
  ORIGINAL_CONSUMER_REFUSED: {
    kind: 'forbidden',
    sv: 'Anroparen får inte ange ursprunglig tjänstekonsument.',
    en: 'The caller may not state the original service consumer.',
    remedy: 'Leave out x-rivta-original-serviceconsumer-hsaid, or ask the bridge’s operator to be allowed to set it.',
  },
  CALLER_NOT_PERMITTED: {
    kind: 'forbidden',
    sv: 'Anroparen saknar behörighet för den logiska adressen via detta tjänstekontrakt.',
    en: 'The caller has no permission for this logical address through this contract.',
    remedy: 'Order the permission (caller, contract, logical address) from the bridge’s operator.',
  },
  ROUTING_LOOP: {
    kind: 'upstream',
    sv: 'Anropet går i en slinga mellan plattformar.',
    en: 'The call runs in a loop between platforms.',
    remedy: 'Correct the routes so that no platform sends the call back.',
  },
} as const satisfies ErrorTable;
