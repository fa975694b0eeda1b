import { describe, expect, it } from 'vitest';
import { type AssertionVerdict, createAssertionJudge } from '../../src/saml/index.ts';
import {
  attribute,
  audience,
  audienceRestriction,
  conditions,
  confirmation,
  doctor,
  issuer,
  newSigner,
  newSignerWithCertificate,
  now,
  sign,
  unsigned,
} from './assertion.ts';

const signer = newSigner();
const former = newSigner();
const stranger = newSigner();
const config = {
  audiences: [audience],
  issuers: [
    { entityId: issuer, certificates: [former.file, signer.file] },
    { entityId: 'https://other.example.se', certificates: [stranger.file] },
  ],
  clockSkewMs: 30_000,
};
const judge = createAssertionJudge(config);
const verdict = (xml: string, at = now): AssertionVerdict => judge(xml, at);
const reason = (xml: string, at = now): string => {
  const found = verdict(xml, at);
  return 'refused' in found ? found.refused : 'accepted';
};

describe('an assertion of a trusted issuer', () => {
  it('becomes the actor', () => {
    expect(verdict(sign(unsigned(), signer))).toEqual({
      actor: {
        hsaId: 'SE2321000230-DEMOLAK',
        name: 'Åsa Läkare',
        commission: 'SE2321000230-DEMOUPPDRAG',
        purpose: 'Vård och behandling',
        careProvider: 'SE2321000230-DEMOVG',
        careUnit: 'SE2321000230-DEMOVE',
        assurance: 'http://id.sambi.se/loa/loa3',
        issuer,
      },
    });
  });

  it('in the older names of the federation, signed with the key before', () => {
    const old = (name: string, value: string) => attribute(`urn:sambi:names:attribute:${name}`, value);
    const attributes =
      old('employeeHsaId', 'SE1-A') + old('assignmentHsaId', 'SE1-B') + old('careProviderHsaId', 'SE1-C');
    const subject = confirmation('sender-vouches');
    expect(verdict(sign(unsigned({ attributes, subject, authentication: '' }), former))).toMatchObject({
      actor: { hsaId: 'SE1-A', commission: 'SE1-B', careProvider: 'SE1-C', name: undefined, assurance: undefined },
    });
  });

  it('with a comment in a value gives the whole value, never a part of it', () => {
    const attributes = attribute('employeeHsaId', 'SE1-ADMIN<!-- x -->ISTRATOR');
    expect(verdict(sign(unsigned({ attributes }), signer))).toMatchObject({ actor: { hsaId: 'SE1-ADMINISTRATOR' } });
    // Put in afterwards: the canonical form leaves comments out, so the signature holds, and so must the value.
    const later = sign(unsigned({ attributes: attribute('employeeHsaId', 'SE1-ADMINISTRATOR') }), signer);
    expect(verdict(later.replace('SE1-ADMIN', 'SE1-ADMIN<!-- x -->'))).toMatchObject({
      actor: { hsaId: 'SE1-ADMINISTRATOR' },
    });
    const subject = `<saml2:NameID>a@example.se<!-- -->.evil.example</saml2:NameID>${confirmation('bearer')}`;
    expect(reason(sign(unsigned({ subject }), signer))).toBe('accepted');
  });

  it.each([
    ['now', now, 'accepted'],
    ['a little early, by clocks that differ', new Date('2026-11-25T11:58:40Z'), 'accepted'],
    ['too early', new Date('2026-11-25T11:58:00Z'), 'It does not hold yet.'],
    ['at its end', new Date('2026-11-25T12:05:29Z'), 'accepted'],
    ['after its end', new Date('2026-11-25T12:05:30Z'), 'It does not hold any more.'],
  ])('holds in its time: %s', (_when, at, expected) => {
    expect(reason(sign(unsigned(), signer), at)).toBe(expected);
  });
});

const ended = '<saml2:SubjectConfirmationData NotOnOrAfter="2026-11-25T11:00:00Z"/>';
describe('an assertion signed by its issuer is refused', () => {
  it.each<[string, Parameters<typeof unsigned>[0], RegExp]>([
    [
      'for another audience',
      { conditions: conditions(undefined, audienceRestriction('https://x')) },
      /another audience/,
    ],
    [
      'for us and another at once',
      { conditions: conditions(undefined, audienceRestriction(audience) + audienceRestriction('https://x')) },
      /another audience/,
    ],
    ['for nobody in particular', { conditions: conditions(undefined, '') }, /for whom/],
    [
      'for one use',
      { conditions: conditions(undefined, `${audienceRestriction(audience)}<saml2:OneTimeUse/>`) },
      /cannot be kept/,
    ],
    ['without conditions', { conditions: '' }, /conditions once/],
    ['with conditions twice', { conditions: conditions() + conditions() }, /conditions once/],
    ['without an end', { conditions: conditions('NotBefore="2026-11-25T11:00:00Z"') }, /until when/],
    ['with a time of no form', { conditions: conditions('NotOnOrAfter="2027"') }, /cannot be read/],
    [
      'with a time of another zone',
      { conditions: conditions('NotOnOrAfter="2026-11-25T14:00:00+01:00"') },
      /cannot be read/,
    ],
    ['whose confirmation has ended', { subject: confirmation('bearer', ended) }, /not confirmed/],
    ['that needs the holder’s key', { subject: confirmation('holder-of-key') }, /not confirmed/],
    ['that is not confirmed', { subject: '' }, /not confirmed/],
    [
      'whose sign-in has ended',
      { authentication: '<saml2:AuthnStatement SessionNotOnOrAfter="2026-11-25T11:00:00Z"/>' },
      /sign-in/,
    ],
    ['of version 1.1', { version: '1.1' }, /version/],
    ['that names nobody', { attributes: attribute('commissionHsaId', 'SE1-A') }, /does not name a person/],
    ['with two persons', { attributes: doctor + attribute('employeeHsaId', 'SE1-OTHER') }, /more than one hsaId/],
    [
      'with two persons, in old and new names',
      { attributes: doctor + attribute('urn:sambi:names:attribute:employeeHsaId', 'SE1-OTHER') },
      /more than one hsaId/,
    ],
    [
      'with two care providers',
      { attributes: doctor + attribute('healthCareProviderHsaId', 'SE1-OTHER') },
      /more than one careProvider/,
    ],
    ['with a personal number for an HSA-id', { attributes: attribute('employeeHsaId', '191212121212') }, /right form/],
    ['from an issuer unknown here', { from: 'https://unknown.example.se' }, /not trusted/],
    ['in the name of another issuer', { from: 'https://other.example.se' }, /signature is not/],
  ])('%s', (_what, parts, expected) => {
    expect(reason(sign(unsigned(parts), signer))).toMatch(expected);
  });

  it.each([
    ['SHA-1 as digest', { digest: 'http://www.w3.org/2000/09/xmldsig#sha1' }],
    ['SHA-1 in the signature', { algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }],
    ['inclusive canonical form', { canonicalization: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' }],
    ['canonical form with comments', { canonicalization: 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments' }],
  ])('for weak or unneeded algorithms: %s', (_what, signing) => {
    expect(reason(sign(unsigned(), signer, signing))).toMatch(/signature is not/);
  });
});

describe('a signature', () => {
  const good = sign(unsigned(), signer);
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(good)?.[0] ?? '';
  const original = good.replace(signature, '');
  const evil = (id: string) => unsigned({ id, attributes: attribute('employeeHsaId', 'SE2321000230-EVIL') });
  const within = (xml: string, inner: string) => xml.replace('</saml2:Issuer>', `</saml2:Issuer>${inner}`);
  const object = (xml: string) => signature.replace('</ds:Signature>', `<ds:Object>${xml}</ds:Object></ds:Signature>`);

  it.each<[string, string]>([
    ['missing', unsigned()],
    ['of another key', sign(unsigned(), stranger)],
    ['over changed content', good.replace('DEMOLAK', 'DEMOEVIL')],
    ['twice', within(good, signature)],
    // Wrapping: the signed assertion is carried along, another one is meant to be read.
    [
      'beside the original inside an evil one',
      within(evil('_e'), signature).replace('</saml2:Assertion>', `${original}</saml2:Assertion>`),
    ],
    ['of a whole original inside an evil one', evil('_e').replace('</saml2:Assertion>', `${good}</saml2:Assertion>`)],
    ['of a whole original before the evil one’s issuer', evil('_e').replace('<saml2:Issuer>', `${good}<saml2:Issuer>`)],
    ['moved to an evil one of the same id', within(evil('_a1'), signature)],
    ['with the original in its own Object', within(evil('_e'), object(original))],
    ['with the original in its Object, and the same id', within(evil('_a1'), object(original))],
    [
      'in an evil one inside an element of extension',
      evil('_e').replace('</saml2:Subject>', `<saml2:Advice>${good}</saml2:Advice></saml2:Subject>`),
    ],
    [
      'over an attribute statement alone',
      sign(unsigned().replace('<saml2:AttributeStatement>', '<saml2:AttributeStatement ID="_s">'), signer, {
        xpath: "//*[local-name()='AttributeStatement']",
      }),
    ],
    ['whose reference is empty', good.replace('URI="#_a1"', 'URI=""')],
    ['with an element of the assertion’s id inside', good.replace('<saml2:Subject>', '<saml2:Subject id="_a1">')],
    [
      'deeper than the assertion',
      good.replace(signature, '').replace('</saml2:Subject>', `${signature}</saml2:Subject>`),
    ],
    ['with a second SignedInfo', good.replace('<ds:SignatureValue>', '<ds:SignedInfo/><ds:SignatureValue>')],
    ['of an encrypted assertion', '<saml2:EncryptedAssertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion"/>'],
    ['too large to be one', good.replace('Åsa', 'Å'.repeat(100_000))],
  ])('%s is refused', (_what, xml) => {
    expect(reason(xml)).not.toBe('accepted');
  });

  it('by a key whose certificate it brings along is refused', async () => {
    const brought = sign(unsigned(), await newSignerWithCertificate());
    expect(brought).toContain('<ds:X509Certificate>');
    expect(reason(brought)).toMatch(/signature is not/);
  });

  it('the good one behind all of these is accepted', () => {
    expect(signature).not.toBe('');
    expect(reason(good)).toBe('accepted');
  });

  it('changed anywhere does not make another actor', () => {
    const { actor } = verdict(good) as Extract<AssertionVerdict, { actor: unknown }>;
    for (let at = 0; at < good.length; at += 7) {
      const changed = `${good.slice(0, at)}X${good.slice(at + 1)}`;
      let found: AssertionVerdict;
      try {
        found = verdict(changed);
      } catch (thrown) {
        expect(thrown).toMatchObject({ name: 'BridgeError' });
        continue;
      }
      if ('actor' in found) expect(found.actor).toEqual(actor);
    }
  });
});

describe('the configuration', () => {
  it('names the certificate that cannot be read', () => {
    const issuers = [{ entityId: issuer, certificates: ['/nowhere.pem'] }];
    expect(() => createAssertionJudge({ ...config, issuers })).toThrow(/nowhere\.pem/);
  });
});
