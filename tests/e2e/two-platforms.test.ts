import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { testPki } from '../support/certs.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

/**
 * A second bridge plays the nation: it reaches Norrbotten's system itself, as we do, Västerbotten's alone, and
 * Västernorrland's through us. Ours holds the first and the last, and has the nation as a source.
 */
const { norrbotten: vas, vasterbotten: ncs, vasternorrland: fhir, bridge: ourselves } = addresses;
const nationId = 'SE2321000016-DEMONATION';
let nation: RunningBridge;
let ours: RunningBridge;

beforeAll(async () => {
  const pki = await testPki();
  const port = await freePort();
  // Both bridges show the same certificate outwards.
  const theOther = {
    hsaId: ourselves,
    name: 'Den andra plattformen',
    gate: 'consumer',
    careProvider: 'SE2321000230-DEMOVG',
    permissions: [{ contract: '*', address: '*' }],
  };
  nation = await startRunningBridge({
    pki,
    change: (config) => {
      config.bridge.hsaId = nationId;
      config.sources[2] = { ...config.sources[2], protocol: 'rivta21', url: `https://localhost:${port}` };
      config.callers.push(theOther);
    },
  });
  ours = await startRunningBridge({
    pki,
    environment: { PORT: String(port) },
    change: (config) => {
      config.listen.port = port;
      const [own, , third] = config.sources;
      const platform = { ...own, hsaId: nationId, name: 'Nationen', url: nation.url, aggregates: true };
      config.sources = [own, third, platform];
      config.routes = config.sources.map(({ hsaId }: { hsaId: string }) => ({
        address: hsaId,
        contract: '*',
        source: hsaId,
      }));
      config.callers.push(theOther);
    },
  });
}, 120_000);
afterEach(async () => {
  for (const source of Object.keys(nation.councils.urls)) await nation.councils.setFault(source as never, undefined);
});
afterAll(async () => {
  await ours?.close();
  await nation?.close();
});

const ask = (bridge: RunningBridge, address: string, headers: Record<string, string> = {}) =>
  bridge.call('ehr-norrbotten', diagnosisPath, {
    headers: { ...soapHeaders, ...headers },
    body: soapRequest({ address }),
  });
const sourcesIn = (xml: string): string[] =>
  [...new Set([...xml.matchAll(/:sourceSystemHSAId>([^<]+)</g)].map((match) => match[1] ?? ''))].sort();
const documentsIn = (xml: string): string[] =>
  [...xml.matchAll(/<(\w+:)?documentId>([^<]+)</g)].map((match) => match[2] ?? '');
const statusesIn = (xml: string): Record<string, string> =>
  Object.fromEntries(
    [...xml.matchAll(/logicalAddress>([^<]+)<\/[^>]*><[^>]*statusCode>([^<]+)</g)].map((match) => [match[1], match[2]]),
  );

describe('a bridge whose source is another platform', () => {
  it('gives every region once, and says of each system that it answered', async () => {
    const { status, body } = await ask(ours, ourselves);
    expect(status).toBe(200);
    expect(sourcesIn(body)).toEqual([vas, ncs, fhir].sort());
    expect(statusesIn(body)).toEqual({ [vas]: 'DataFromSource', [ncs]: 'DataFromSource', [fhir]: 'DataFromSource' });
    const alone = await Promise.all([ask(ours, vas), ask(ours, fhir), ask(nation, ncs)]);
    expect(documentsIn(body).sort()).toEqual(alone.flatMap((answer) => documentsIn(answer.body)).sort());
  });

  it('refused the nation’s question back to us, which was on its way in a loop', async () => {
    const refusals = (await ours.log()).filter(({ code }) => code === 'ROUTING_LOOP');
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals[0]).toMatchObject({ caller: { hsaId: ourselves } });
  });

  it('passes on which of the nation’s systems failed', async () => {
    await nation.councils.setFault(ncs, { kind: 'http500' });
    const { status, body } = await ask(ours, ourselves);
    expect(status).toBe(200);
    expect(sourcesIn(body)).toEqual([vas, fhir].sort());
    expect(statusesIn(body)).toEqual({ [vas]: 'DataFromSource', [ncs]: 'NoDataSynchFailed', [fhir]: 'DataFromSource' });
    expect(body).toMatch(/code>500</);
  });

  it('is a producer to the nation, of the one system that it addresses', async () => {
    const { status, body } = await ask(nation, nationId);
    expect(status).toBe(200);
    expect(sourcesIn(body)).toEqual([vas, ncs, fhir].sort());
    expect(statusesIn(body)[fhir]).toBe('DataFromSource');
    const entries = (await ours.log()).filter(({ caller, kind }) => caller?.hsaId === ourselves && kind === 'access');
    expect(entries[0]).toMatchObject({ logicalAddress: fhir, sourcesAsked: [fhir] });
  });

  it('does not ask the nation back when the call has come through it', async () => {
    const { body } = await ask(ours, ourselves, { 'x-rivta-routing-history': `SE1-EHR#${nationId}` });
    expect(sourcesIn(body)).toEqual([vas, fhir].sort());
    expect(statusesIn(body)).toEqual({ [vas]: 'DataFromSource', [fhir]: 'DataFromSource' });
  });

  it('answers VP014 to a call that has passed itself', async () => {
    const { status, body } = await ask(ours, ourselves, { 'x-rivta-routing-history': `SE1-EHR#${ourselves}#SE1-X` });
    expect(status).toBe(500);
    expect(body).toContain('VP014');
  });

  it('asked for the nation alone gives its answer as it is', async () => {
    const { status, body } = await ask(ours, nationId);
    expect(status).toBe(200);
    expect(sourcesIn(body)).toEqual([vas, ncs].sort());
    expect(statusesIn(body)).toMatchObject({ [fhir]: 'NoDataSynchFailed', [ncs]: 'DataFromSource' });
  });
});

/** Of the two bridges each must know the other’s address before it starts. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
