import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { referralContractByNamespace } from '../../src/contracts/referrals/registry.ts';
import { createReferralReader, type ReadReferral } from '../../src/referrals/read-message.ts';
import { ReferralRefused } from '../../src/referrals/refused.ts';
import { createSoapReader } from '../../src/xml/index.ts';
import {
  consultation,
  processConfirmation,
  processOutcome,
  processRequest,
  referralUnits,
  requestId,
} from '../support/referral-messages.ts';

function read(xml: string): ReadReferral {
  let found: ReadReferral | undefined;
  const reader = createSoapReader(
    {
      body: (root) => {
        const contract = referralContractByNamespace(root.namespace);
        return contract && createReferralReader(contract, (message) => (found = message));
      },
    },
    { depth: 64, elements: 20_000, textLength: Number.POSITIVE_INFINITY },
  );
  reader.write(xml);
  reader.end();
  if (!found) throw new Error('Nothing was read.');
  return found;
}

const refused = (xml: string) => {
  const found = read(xml);
  return found instanceof ReferralRefused ? [found.subCode, found.message] : found;
};

const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
const common = { major: 2, requestId, version: 1, patient, attachments: 0 };

describe('what delivery needs', () => {
  it.each([1, 2] as const)('of a request, version %i', (major) => {
    expect(read(processRequest({ major, version: '003', attachments: ['aGVq', 'aGVq'] }))).toEqual({
      ...common,
      kind: 'request',
      major,
      version: 3,
      reason: 'NR',
      from: referralUnits.referring,
      to: referralUnits.receiving,
      attachments: 2,
      consultation: undefined,
    });
  });

  it('of a confirmation', () => {
    const xml = processConfirmation({
      type: 'VID',
      author: 'se2321000206-demolak',
      forwardedTo: 'SE2321000206-DEMOVE2',
    });
    expect(read(xml)).toEqual({
      ...common,
      kind: 'confirmation',
      id: 'SE2321000206-DEMOEHR#c1',
      type: 'VID',
      from: referralUnits.receiving,
      to: referralUnits.referring,
      author: 'SE2321000206-DEMOLAK',
      forwardedTo: 'SE2321000206-DEMOVE2',
    });
  });

  it('of an outcome, whose original request is another message', () => {
    const original = '<s:originalRequest><t:requestId extension="other#1"/></s:originalRequest>';
    const xml = processOutcome().replace('</t:requestOutcome>', `</t:requestOutcome>${original}`);
    expect(read(xml)).toMatchObject({ ...common, kind: 'outcome', type: 'SSV', id: 'SE2321000206-DEMOEHR#o1' });
  });

  it('of a consultation', () => {
    const attributes = 'until="2026-12-01T12:00:00+01:00" video="https://video.example/rum?x=1"';
    const consent = '<c:consent by="SE2321000230-DEMOLAK" at="2026-11-26T07:00:00Z" for="unit"/>';
    expect(read(processRequest({ more: consultation(attributes, consent) }))).toMatchObject({
      consultation: {
        until: '2026-12-01T11:00:00.000Z',
        video: 'https://video.example/rum?x=1',
        consent: { by: 'SE2321000230-DEMOLAK', at: '2026-11-26T07:00:00.000Z', for: 'unit' },
      },
    });
  });

  it('whatever the prefixes, and without what stands in other namespaces', () => {
    const foreign = '<x:requestId xmlns:x="urn:other" extension="SE1-X#other"/>';
    const xml = processRequest({ more: foreign })
      .replaceAll(/(<\/?)t:/g, '$1andra:')
      .replace('xmlns:t=', 'xmlns:andra=');
    expect(read(xml)).toMatchObject({ requestId });
  });
});

describe('what is not taken', () => {
  const vr = '<t:intermediaryParticipant/>';
  it.each([
    ['a second request id', processRequest({ more: '<t:requestId extension="SE1-X#2"/>' }), 'occurs more than once'],
    [
      'a second recipient',
      processRequest({
        more: '<t:recipient><t:organisation><t:careUnitId extension="SE1-X"/></t:organisation></t:recipient>',
      }),
      'occurs more than once',
    ],
    [
      'a second message',
      processRequest().replace('</s:ProcessRequest>', '<t:request/></s:ProcessRequest>'),
      'exactly one message',
    ],
    ['no message', processRequest().replaceAll('t:request>', 't:other>'), 'exactly one message'],
    ['version 0', processRequest({ version: '0' }), 'version number'],
    ['another kind of request', processRequest({ type: '5' }), 'typeOfRequest'],
    ['an unknown reason', processRequest({ reason: 'XX' }), 'one of NR, AR, VR, AB'],
    ['forwarded by nobody', processRequest({ reason: 'VR' }), 'who forwarded it'],
    ['a number for a unit', processRequest({ to: '191212121212' }), 'must be an HSA-id'],
    ['an impossible number', processRequest({ patient: '191212121213' }), 'check digit'],
    ['an id without end', processRequest({ requestId: 'x'.repeat(257) }), '256'],
    ['VID to nobody', processConfirmation({ type: 'VID' }), 'forwardingRecipient'],
    ['BEK that forwards', processConfirmation({ forwardedTo: 'SE1-X' }), 'forwardingRecipient'],
    ['a consultation without end', processRequest({ more: consultation('') }), '@until'],
    ['a consultation until a day', processRequest({ more: consultation('until="2026-12-01"') }), '@until'],
    [
      'a video address that is not secure',
      processRequest({ more: consultation('until="2026-12-01T12:00:00Z" video="http://v.example"') }),
      'https',
    ],
    [
      'a script for a video address',
      processRequest({ more: consultation('until="2026-12-01T12:00:00Z" video="javascript:alert(1)"') }),
      'https',
    ],
    [
      'a password in it',
      processRequest({ more: consultation('until="2026-12-01T12:00:00Z" video="https://a:b@v.example"') }),
      'https',
    ],
  ])('%s', (_what, xml, told) => {
    expect(refused(xml)).toEqual([undefined, expect.stringContaining(told)]);
  });

  it('a kind of identity that nobody knows, by its sub-code', () => {
    expect(refused(processRequest({ root: '1.2.3.4' }))).toEqual(['PR004', expect.any(String)]);
  });

  it('a forwarded request is taken when it says by whom', () => {
    expect(read(processRequest({ reason: 'VR', intermediaries: vr }))).toMatchObject({ reason: 'VR' });
  });

  it('says what is wrong without any value of the message', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 3, maxLength: 40, unit: fc.constantFrom(...'0123456789abcXYZ- ') }),
        (value) => {
          for (const xml of [
            processRequest({ requestId: value, to: value, patient: value, reason: value, version: value }),
            processConfirmation({ id: value, type: value, from: value, patient: value }),
          ]) {
            const found = read(xml);
            if (found instanceof ReferralRefused && value.trim().length > 2)
              expect(found.message).not.toContain(value.trim());
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
