import { describe, expect, it } from 'vitest';
import { personRegister } from '../../src/simulators/index.ts';
import { people } from '../persons/register-conformance.ts';
import { withCouncils } from './councils.ts';
import { schemaFaults } from './xmllint.ts';

const started = withCouncils({ persons: people });
const responder = 'urn:riv:strategicresourcemanagement:persons:person:GetPersonsForProfileResponder:5';

interface Asked {
  readonly ids?: readonly string[];
  readonly profile?: string;
  readonly ignore?: boolean;
  readonly address?: string;
}

/** Written by hand, not by the code under test. */
function ask({ ids = ['191212121212'], profile = 'P5', ignore = false, address = personRegister }: Asked) {
  const persons = ids.map((id) => {
    const root = Number(id.slice(6, 8)) > 60 ? '1.2.752.129.2.1.3.3' : '1.2.752.129.2.1.3.1';
    return `<p:personId><t:root>${root}</t:root><t:extension>${id}</t:extension></p:personId>`;
  });
  return started.client.post(
    started.councils.urls[personRegister] ?? '',
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>
      <r:LogicalAddress xmlns:r="urn:riv:itintegration:registry:1">${address}</r:LogicalAddress></s:Header><s:Body>
      <p:GetPersonsForProfile xmlns:p="${responder}" xmlns:t="urn:riv:strategicresourcemanagement:persons:person:5">
      ${persons.join('')}<p:profile>${profile}</p:profile>
      <p:ignoreReferredIdentity>${ignore}</p:ignoreReferredIdentity></p:GetPersonsForProfile></s:Body></s:Envelope>`,
    { 'content-type': 'text/xml; charset=utf-8' },
  );
}

const valuesOf = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<[^</]*:${element}>([^<]*)<`, 'g'))].map((match) => match[1] ?? '');

describe('the simulated person register', () => {
  it('writes what the published schema allows, for everyone it knows and nobody', async () => {
    const ids = ['191212121212', '197010039811', '197010632391', '195006159817', '198605149809', '194402199816'];
    const { status, body } = await ask({ ids: [...ids, '193811039803', '198203149805', '189002029800'] });
    expect(status).toBe(200);
    const answer = /<soap:Body>(.*)<\/soap:Body>/s.exec(body)?.[1] ?? '';
    expect(schemaFaults('GetPersonsForProfileResponder_5.0.xsd', answer)).toBe('');
    expect(body.match(/:personRecord>/g)).toHaveLength(16);
    expect(body.match(/<[^/]*:requestedPersonRecord>/g)).toHaveLength(9);
  });

  it('gives the main identity’s record when links are to be followed, the asked one’s when not', async () => {
    const followed = await ask({ ids: ['197010632391'] });
    expect(valuesOf(followed.body, 'extension').slice(0, 2)).toEqual(['197010632391', '197010039811']);
    const own = await ask({ ids: ['197010632391'], ignore: true });
    expect(valuesOf(own.body, 'extension').slice(0, 2)).toEqual(['197010632391', '197010632391']);
    expect(valuesOf(own.body, 'identityStatusCause')).toEqual(['ERSATT']);
  });

  it('answers about the protected as with the smallest profile', async () => {
    const { body } = await ask({ ids: ['198605149809', '191212121212'] });
    expect(valuesOf(body, 'countyCode')).toHaveLength(2);
    expect(valuesOf(body, 'municipalityCode')).toEqual(['80']);
  });

  it('answers an identity that is asked for twice twice', async () => {
    const { body } = await ask({ ids: ['191212121212', '191212121212'] });
    expect(valuesOf(body, 'protectedPersonIndicator')).toHaveLength(2);
  });

  it.each<[string, Asked, string]>([
    ['more than 500 identities', { ids: Array.from({ length: 501 }, () => '191212121212') }, 'maxgräns'],
    ['a reserved profile', { profile: 'P6' }, 'reserverad'],
    ['a profile that is none', { profile: 'P0' }, 'tjänstekontraktet'],
    ['nobody', { ids: [] }, 'tjänstekontraktet'],
    ['another logical address', { address: 'SE165565594230-1000' }, 'logisk adress'],
  ])('refuses %s', async (_what, asked, text) => {
    const { status, body } = await ask(asked);
    expect(status).toBe(500);
    expect(body).toContain('soap:Client');
    expect(body).toContain(text);
  });
});
