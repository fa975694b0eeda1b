import { describe, expect, it } from 'vitest';
import { BridgeError, type ErrorCode, errorCatalogue } from '../../../src/errors.ts';
import { ProducerRefused, writeFault } from '../../../src/faces/soap/faults.ts';

/** Every platform code, with a cause of each. */
const causes: readonly (readonly [string, 'Client' | 'Server', ErrorCode, RegExp])[] = [
  ['VP001', 'Client', 'PROFILE_UNSUPPORTED', /RIV-TA-profil/],
  ['VP002', 'Client', 'CERT_MISSING', /klientcertifikat/],
  ['VP003', 'Client', 'ADDRESS_MISSING', /Logisk adress saknas/],
  ['VP004', 'Client', 'ADDRESS_UNKNOWN', /Ingen väg/],
  ['VP005', 'Client', 'ROUTE_PROFILE_UNSUPPORTED', /RIV-TA-profil/],
  ['VP006', 'Server', 'ROUTE_AMBIGUOUS', /Fler än en väg/],
  ['VP007', 'Server', 'CALLER_NOT_PERMITTED', /saknar behörighet/],
  ['VP008', 'Server', 'CATALOGUE_UNAVAILABLE', /adresseringskatalogen/],
  ['VP009', 'Server', 'SOURCE_UNREACHABLE', /kan inte nås/],
  ['VP010', 'Server', 'ROUTE_WITHOUT_URL', /saknar adress/],
  ['VP011', 'Client', 'PROXY_HEADER_REFUSED', /betrodd proxy/],
  ['VP012', 'Server', 'OVERLOADED', /överbelastad/],
  ['VP012', 'Server', 'SOURCE_BUSY', /i kö/],
  ['VP013', 'Client', 'ORIGINAL_CONSUMER_REFUSED', /ursprunglig tjänstekonsument/],
  ['VP014', 'Server', 'ROUTING_LOOP', /slinga/],
  ['VP015', 'Client', 'MESSAGE_UNREADABLE', /kan inte tolkas/],
];

describe('a fault', () => {
  it.each(causes)('%s is the %s’s: %s', (code, side, cause, swedish) => {
    const xml = writeFault(new BridgeError(cause, 'Särskilt <detta>.'), 'Bryggan (test)', 'c-1');
    const [, faultcode, faultstring = '', detail = ''] =
      /^<\?xml version="1.0" encoding="UTF-8"\?><soap:Envelope xmlns:soap="http:\/\/schemas.xmlsoap.org\/soap\/envelope\/"><soap:Body><soap:Fault><faultcode>([^<]*)<\/faultcode><faultstring>([^<]*)<\/faultstring><detail><detailString>([^<]*)<\/detailString><\/detail><\/soap:Fault><\/soap:Body><\/soap:Envelope>$/.exec(
        xml,
      ) ?? [];
    expect(faultcode).toBe(`soap:${side}`);
    expect(faultstring.startsWith(`${code} [Bryggan (test)] `)).toBe(true);
    expect(faultstring).toMatch(swedish);
    expect(detail).toContain('Särskilt &lt;detta&gt;.');
    expect(detail).toContain(errorCatalogue[cause].en);
    expect(detail).toContain(`Reason ${cause}, correlation id c-1.`);
  });

  it('of a producer ends with its HTTP status', () => {
    expect(writeFault(new ProducerRefused(503, 'x'), 'B', 'c')).toContain(
      'correlation id c. VP_PRODUCER_EXCEPTION_HTTP_STATUS=503</detailString>',
    );
  });
});
