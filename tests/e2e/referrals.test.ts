import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RecordSystem, startRecordSystem } from '../sources/record-system.ts';
import { assignments, type PortalClient, signedIn } from '../support/portal-client.ts';
import { readingOf } from '../support/reading-stream.ts';
import { consultation, processConfirmation, processOutcome, processRequest } from '../support/referral-messages.ts';
import { type Answer, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { soapHeaders } from '../support/soap-messages.ts';

const [north, west] = ['SE2321000230-DEMOMED', 'SE2321000206-DEMOMEDMOTT'];
const patient = '195104179816';
const domain = 'urn:riv:clinicalprocess:activity:request';

/** A system that takes referrals, for which one message can be told from another by its bytes. */
interface Receiver {
  system: RecordSystem | undefined;
  /** The bodies it took, in order. */
  readonly taken: Buffer[];
  readonly ids: string[];
  start(): Promise<string>;
  stop(): Promise<void>;
}

function receiver(port: { value: number }): Receiver {
  const self: Receiver = {
    system: undefined,
    taken: [],
    ids: [],
    async start() {
      self.system = await startRecordSystem(
        (response, { headers, bytes, url }) => {
          self.taken.push(bytes);
          self.ids.push(String(headers['x-norrbryggan-message-id']));
          const [, name = '', major = ''] = /request\/(\w+)\/(\d)\//.exec(url) ?? [];
          response.writeHead(200, { 'content-type': 'text/xml' });
          response.end(
            '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>' +
              `<s:${name}Response xmlns:s="${domain}:${name}Responder:${major}" xmlns="${domain}:${major}">` +
              `<s:result><resultCode>OK</resultCode></s:result></s:${name}Response></e:Body></e:Envelope>`,
          );
        },
        undefined,
        port.value,
      );
      port.value = Number(new URL(self.system.url).port);
      return self.system.url;
    },
    stop: async () => {
      await self.system?.close();
      self.system = undefined;
    },
  };
  return self;
}

const norrbotten = receiver({ value: 0 });
const vasternorrland = receiver({ value: 0 });
let running: RunningBridge;
let physician: PortalClient;

beforeAll(async () => {
  const urls = [await norrbotten.start(), await vasternorrland.start()];
  running = await startRunningBridge({
    change: (config) => {
      config.referrals.systems[0].url = urls[0];
      config.referrals.systems[2].url = urls[1];
      config.deliveries = { ...config.deliveries, firstWaitMs: 50, longestWaitMs: 200, probeMs: 200 };
    },
  });
  physician = await signedIn(running, 'demo-lakare', assignments.care);
}, 60_000);
afterAll(async () => {
  await running?.close();
  await Promise.all([norrbotten.stop(), vasternorrland.stop()]);
});

const send = (who: string, body: string | Buffer, headers: Record<string, string> = soapHeaders): Promise<Answer> =>
  running.call(who, '/vp', { headers, body });
const codes = ({ body }: Answer) =>
  [...body.matchAll(/(?:resultCode|subCode|errorCode)>([^<]+)</g)].map(([, code]) => code);
const fromNorth = { from: north, to: west, patient };
const fromWest = { from: west, to: north, patient };

describe('a referral from Norrbotten to Västernorrland', () => {
  const requestId = 'SE2321000230-DEMOEHR#r1';

  it('is taken while the receiver is down, and arrives when it is back: in order, once, byte for byte', async () => {
    await vasternorrland.stop();
    const versions = ['1', '2', '3'].map((version) =>
      processRequest({
        ...fromNorth,
        requestId,
        version,
        reason: version === '1' ? 'NR' : 'AR',
        attachments: ['aGVq'],
      }),
    );
    for (const version of versions) expect(codes(await send('ehr-norrbotten', version))).toEqual(['OK']);
    // Sent again, as a system does that has heard no answer.
    expect(codes(await send('ehr-norrbotten', versions[0] ?? ''))).toEqual(['OK']);
    expect(vasternorrland.taken).toEqual([]);
    await vasternorrland.start();
    await expect.poll(() => vasternorrland.taken.length, { timeout: 20_000 }).toBe(3);
    expect(vasternorrland.taken.map(String)).toEqual(versions);
    expect(new Set(vasternorrland.ids).size).toBe(3);
  }, 40_000);

  it('is answered the same way, and its state is seen by both sides', async () => {
    expect(
      codes(await send('ehr-vasternorrland', processConfirmation({ ...fromWest, requestId, version: '3' }))),
    ).toEqual(['OK']);
    expect(codes(await send('ehr-vasternorrland', processOutcome({ ...fromWest, requestId, version: '3' })))).toEqual([
      'OK',
    ]);
    await expect
      .poll(() => norrbotten.taken.map((body) => /<s:(\w+)/.exec(String(body))?.[1]))
      .toEqual(['ProcessRequestConfirmation', 'ProcessRequestOutcome']);
    const { body: list } = await physician.get('/referrals');
    const seen = list.items.find((one: { requestId: string }) => one.requestId === requestId);
    expect(seen).toMatchObject({ state: 'answered', said: 'SSV', version: 3, failed: false, patient: { id: patient } });
    const { body: one } = await physician.get(`/referrals/${seen.id}`);
    expect(
      one.messages.map(
        ({ kind, delivery }: { kind: string; delivery?: { state: string } }) => `${kind} ${delivery?.state}`,
      ),
    ).toEqual([
      'request delivered',
      'request delivered',
      'request delivered',
      'confirmation delivered',
      'outcome delivered',
    ]);
    const read = await running.log({ action: 'referral:read', patient });
    expect(read[0]).toMatchObject({ actor: { hsaId: 'SE2321000230-DEMOLAKARE' }, details: { referral: seen.id } });
  }, 20_000);

  it('is told of with what is wrong: sub-codes in the answer, faults for what is not for us', async () => {
    const stranger = processRequest({ ...fromNorth, from: 'SE2321000230-DEMOPRIVHC', requestId: 'x#1' });
    expect(codes(await send('ehr-norrbotten', stranger))).toEqual(['ERROR', 'APPLICATION_ERROR', 'PR001']);
    expect(codes(await send('ehr-norrbotten', processOutcome({ ...fromWest, requestId: 'x#2' })))).toContain('PRO002');
    const broken = await send('ehr-norrbotten', processRequest({ ...fromNorth, reason: 'XX' }));
    expect([broken.status, ...codes(broken)]).toEqual([200, 'ERROR', 'VALIDATION_ERROR']);
    const nowhere = await send('ehr-norrbotten', processRequest({ ...fromNorth, to: 'SE2321000230-DEMOPRIVHC' }));
    expect([nowhere.status, nowhere.body]).toEqual([500, expect.stringContaining('VP004')]);
    expect((await send('ehr-norrbotten', processRequest(fromNorth).replace('</t:request>', ''))).body).toContain(
      'VP015',
    );
    const beside = [
      'Content-Type: text/xml',
      '',
      processRequest(fromNorth),
      '--b',
      'Content-ID: <x>',
      '',
      'pdf',
      '--b--',
    ];
    const type = { 'content-type': 'multipart/related; boundary=b; type="text/xml"' };
    const mtom = await send('ehr-norrbotten', ['--b', ...beside, ''].join('\r\n'), type);
    expect(mtom.body).toContain('Attachments of a referral stand in the message itself.');
    expect((await running.log({ action: 'referral:accept' })).every(({ outcome }) => outcome === 'released')).toBe(
      true,
    );
  });
});

describe('a message in another character set', () => {
  it('arrives in its own bytes', async () => {
    const xml = processRequest({ ...fromNorth, requestId: 'SE2321000230-DEMOEHR#latin' })
      .replace('encoding="UTF-8"', 'encoding="ISO-8859-1"')
      .replace('–', '-');
    const before = vasternorrland.taken.length;
    const latin = { 'content-type': 'text/xml; charset=ISO-8859-1' };
    expect(codes(await send('ehr-norrbotten', Buffer.from(xml, 'latin1'), latin))).toEqual(['OK']);
    await expect.poll(() => vasternorrland.taken.length).toBe(before + 1);
    expect(vasternorrland.taken.at(-1)).toEqual(Buffer.from(xml, 'latin1'));
  });
});

describe('a consultation that Västernorrland asks of Norrbotten', () => {
  const requestId = 'SE2321000206-DEMOEHR#k1';
  const until = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
  const video = 'https://video.example/rum/1';
  const consent = `<c:consent by="SE2321000206-DEMOLAK" at="${new Date().toISOString()}" for="me"/>`;

  it('stands on the work list, gives its specialist a relation and a consent to register, and so the overview', async () => {
    const more = consultation(`until="${until}" video="${video}"`, consent);
    expect(codes(await send('ehr-vasternorrland', processRequest({ ...fromWest, requestId, more })))).toEqual(['OK']);
    const readAtAll = async () => (await readingOf(physician, patient)).status;
    expect(await readAtAll()).toBe(403);
    const { body: list } = await physician.get('/consultations');
    const [asked] = list.items;
    expect(asked).toMatchObject({ requestId, patient: { id: patient }, consultation: { until, video } });

    const { status, body } = await physician.post(`/consultations/${asked.id}/accept`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      relation: { until },
      consent: { kind: 'given', for: 'me', end: until, patient: { id: patient } },
    });
    expect((await physician.post('/consents', body.consent)).status).toBe(200);
    expect(await readAtAll()).toBe(200);
    const opened = await running.log({ action: 'relation:register', patient });
    expect(opened[0]).toMatchObject({ details: { ground: `Distanskonsultation ${asked.id}`, end: until } });
  }, 30_000);

  it('is confirmed to the referring unit once, whoever accepts again', async () => {
    const { body: list } = await physician.get('/consultations');
    expect((await physician.post(`/consultations/${list.items[0].id}/accept`)).status).toBe(200);
    const confirmations = () => vasternorrland.taken.map(String).filter((body) => body.includes(requestId));
    await expect.poll(confirmations).toHaveLength(1);
    expect(confirmations()[0]).toContain('typeOfRequestConfirmation code="BEK"');
    expect(list.items[0]).toMatchObject({ state: 'confirmed', said: 'BEK' });
  });

  it('cannot be accepted by the unit that asks, nor when it is unknown', async () => {
    const { body: list } = await physician.get('/referrals');
    const own = list.items.find((one: { requestingUnit: string }) => one.requestingUnit === north);
    expect((await physician.post(`/consultations/${own.id}/accept`)).status).toBe(404);
    expect((await physician.get('/referrals/00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });
});
