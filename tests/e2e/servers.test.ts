import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../support/postgres.ts';
import { startRedis } from '../support/redis.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../support/running-bridge.ts';
import { hasSlapd, startSlapd } from '../support/slapd.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../support/soap-messages.ts';

/** Serve and work apart, over real Redis, PostgreSQL and OpenLDAP. */
const redis = await startRedis();
const postgres = await startPostgres();
const slapd = hasSlapd() ? await startSlapd('config/hsa/demo.ldif') : undefined;
const hasServers = redis && postgres && slapd;
let running: RunningBridge;
let stopPostgres = async (): Promise<void> => postgres?.stop();

beforeAll(async () => {
  if (!hasServers) return;
  running = await startRunningBridge({
    environment: { BUS_URL: redis.url, DATABASE_URL: postgres.url, HSA_URL: slapd.url },
    change: (config) => {
      config.busKeyFile = undefined;
    },
  });
});
afterAll(async () => {
  await running?.close();
  await Promise.all([redis?.stop(), stopPostgres(), slapd?.remove()]);
});

const ask = (headers: Record<string, string> = {}) =>
  running.call('ehr-norrbotten', diagnosisPath, { headers: { ...soapHeaders, ...headers }, body: soapRequest() });

describe.skipIf(!hasServers)('over Redis, PostgreSQL and OpenLDAP', () => {
  it('answers from all three councils and logs it', async () => {
    const { status, body } = await ask({ 'x-skltp-correlation-id': 'servers-1' });
    expect(status).toBe(200);
    expect(body.match(/DataFromSource/g)).toHaveLength(3);
    await expect
      .poll(() => running.log({ correlationId: 'servers-1' }))
      .toMatchObject([{ kind: 'closing' }, { kind: 'access', outcome: 'released' }]);
  });

  it('answers a dozen callers at once', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => ask()));
    expect(answers.every(({ status, body }) => status === 200 && body.match(/DataFromSource/g)?.length === 3)).toBe(
      true,
    );
  });

  it('finds care units in the LDAP directory over FHIR', async () => {
    const { status, body } = await running.call(
      'ehr-norrbotten',
      `/fhir/Organization?identifier=${addresses.norrbotten.slice(0, 12)}-DEMOVG`,
      { method: 'GET' },
    );
    expect(status).toBe(200);
    expect(JSON.parse(body).entry[0].resource.name).toContain('Norrbotten');
  });

  it('says so at once when Redis is gone, logs it all the same, and goes on when Redis is back', async () => {
    await redis?.kill();
    const { status, body } = await ask({ 'x-skltp-correlation-id': 'servers-2' });
    expect(status).toBe(200);
    expect(body.match(/NoDataSynchFailed/g)).toHaveLength(3);
    await expect
      .poll(() => running.log({ correlationId: 'servers-2' }))
      .toMatchObject([{ kind: 'closing' }, { outcome: 'failed' }]);
    await redis?.restart();
    await expect.poll(async () => (await ask()).body.match(/DataFromSource/g)?.length, { timeout: 30_000 }).toBe(3);
  });

  it('releases nothing when the access log cannot be written', async () => {
    await stopPostgres();
    stopPostgres = async () => undefined;
    const { status, body } = await ask();
    expect(status).toBe(500);
    expect(body).toContain('VP012');
    expect(body).toContain('AUDIT_UNAVAILABLE');
    expect(body).not.toContain('documentId');
  });
});
