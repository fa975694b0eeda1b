import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery, DeliveryFailure } from '../../src/deliveries/delivery.ts';
import { createReferralDestinations } from '../../src/referrals/destinations.ts';
import { type RecordSystem, reply, startRecordSystem } from '../sources/record-system.ts';
import { processRequest } from '../support/referral-messages.ts';

const domain = 'urn:riv:clinicalprocess:activity:request';
const logId = '6d2f0d0c-2c33-4a0e-9d52-0d1c3b1e5a77';
let result = '';
let receiver: RecordSystem;
let opened: ReturnType<typeof createReferralDestinations>;
const taken: unknown[] = [];

beforeAll(async () => {
  receiver = await startRecordSystem((response) =>
    reply(
      response,
      200,
      'text/xml',
      '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>' +
        `<s:ProcessRequestResponse xmlns:s="${domain}:ProcessRequestResponder:2" xmlns="${domain}:2"><s:result>${result}</s:result></s:ProcessRequestResponse></e:Body></e:Envelope>`,
    ),
  );
  opened = createReferralDestinations({
    systems: [
      {
        hsaId: 'SE2321000206-DEMOREM',
        name: 'Remisser',
        url: receiver.url,
        contracts: ['*'],
        attachments: true,
        forwarded: true,
        maxMessageBytes: 10_000,
        timeoutMs: 2_000,
        concurrency: 3,
      },
    ],
    outgoing: { certificate: '', key: '', ca: '' },
    bridgeHsaId: 'SE2321000230-DEMOBRIDGE',
    store: { delivered: async (...given) => void taken.push(given) },
  });
});
afterAll(async () => {
  await opened?.[0]?.close?.();
  await receiver?.close();
});

async function send(charset = 'UTF-8', content = Buffer.from(processRequest())) {
  const delivery: Delivery = {
    id: '0b6f3f0e-6d7e-4a57-9a6e-3d3a3f6f2a11',
    kind: 'referral',
    correlationId: 'c-1',
    facts: { contract: 'ProcessRequest:2', charset },
    content,
    doubtful: false,
    attempts: 0,
  };
  return opened[0]?.send(delivery, new AbortController().signal).catch((thrown: DeliveryFailure) => {
    return `${thrown.failure} ${thrown.reason}`;
  });
}

describe('a system that takes referrals', () => {
  it('gets the very bytes at the place of the contract, and its log id is the receipt', async () => {
    result = `<resultCode>OK</resultCode><logId>${logId}</logId>`;
    const latin = Buffer.from(processRequest().replace('UTF-8', 'ISO-8859-1').replace('–', '-'), 'latin1');
    expect(await send('ISO-8859-1', latin)).toEqual({ text: logId });
    expect(taken).toEqual([['0b6f3f0e-6d7e-4a57-9a6e-3d3a3f6f2a11', logId]]);
    const [got] = receiver.received;
    expect(got?.bytes).toEqual(latin);
    expect(got?.url).toBe('/vp/clinicalprocess/activity/request/ProcessRequest/2/rivtabp21');
    expect(got?.headers).toMatchObject({
      'content-type': 'text/xml; charset=ISO-8859-1',
      soapaction: `"${domain}:ProcessRequestResponder:2:ProcessRequest"`,
    });
  });

  it.each([
    ['INFO', {}],
    ['OK', {}, '<logId>191212121212</logId>'],
  ])('has taken it with %s; what is no log id is not kept', async (code, expected, more = '') => {
    result = `<resultCode>${code}</resultCode>${more}`;
    expect(await send()).toEqual(expected);
  });

  it.each([
    ['VALIDATION_ERROR', '', 'never VALIDATION_ERROR'],
    ['APPLICATION_ERROR', '<subCode>PR001</subCode>', 'not-now PR001'],
    ['APPLICATION_ERROR', '<subCode>191212121212</subCode>', 'not-now APPLICATION_ERROR'],
    ['APPLICATION_ERROR', '', 'not-now APPLICATION_ERROR'],
  ])('has not with %s %s: %s', async (errorCode, subCode, expected) => {
    taken.length = 0;
    result = `<resultCode>ERROR</resultCode><errorCode>${errorCode}</errorCode>${subCode}<message>Om Tolvan</message>`;
    expect(await send()).toBe(expected);
    expect(taken).toEqual([]);
  });
});
