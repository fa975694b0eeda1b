import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Config } from '../../src/config.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory, type Directory, successionsOf } from '../../src/hsa/index.ts';
import { type Measures, openMeasures } from '../../src/measures/index.ts';
import type { Store } from '../../src/store/index.ts';
import { type TestPki, testPki } from '../support/certs.ts';
import { demoConfig } from '../support/config.ts';
import { startPostgres } from '../support/postgres.ts';
import { trustPki } from '../support/running-bridge.ts';
import { openTestStore, type TestStore } from '../support/store.ts';
import { abroad, medicine, norrbotten, surgery, table } from './samples.ts';

const vaccinated = 'influenza-vaccinated-65';
const elsa = 'SE2321000230-DEMOCHEF';
const neighbour = 'SE2321000222-DEMOVG';

const postgres = await startPostgres();
let pki: TestPki;
beforeAll(async () => {
  pki = await testPki();
});
afterAll(() => postgres?.stop());

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])('over %s', { timeout: 60_000 }, (engine) => {
  let store: Store;
  let close: TestStore['close'];
  let directory: Directory;
  const opened: Measures[] = [];

  beforeAll(async () => {
    ({ store, close } = await openTestStore(engine, postgres));
    directory = await createDirectory(demoConfig().directory, createEvents());
  });
  beforeEach(async () => {
    for (let each = opened.pop(); each; each = opened.pop()) await each.close();
    for (const rows of ['value', 'pull', 'delivery'] as const)
      await store.db.deleteFrom(`bridge.measure_${rows}`).execute();
  });
  afterAll(async () => {
    for (const each of opened) await each.close();
    await close();
  });

  function measuresOf(sources: Config['followUp']['sources'] = []) {
    const config = demoConfig((bendable) => {
      bendable.followUp.sources = sources;
      trustPki(bendable, pki);
    }) as Config;
    const events = createEvents();
    const finished = new Promise((resolve) => events.once('measures:delivery:finished', resolve));
    const failed = new Promise((resolve) => events.once('measures:pull:failed', resolve));
    const measures = openMeasures({ config, store, directory, events });
    opened.push(measures);
    const upload = (text: string, careProvider = norrbotten) =>
      measures.deliver({ careProvider, by: elsa, format: 'csv', text });
    /** What a manager of Norrbotten sees of it, as `unit period value`. */
    const seen = async (careProvider = norrbotten) =>
      (await measures.comparison(vaccinated, [careProvider])).values.map(
        ({ careProvider: of, unit, period, value }) => `${unit ?? of} ${period} ${value}`,
      );
    return { measures, upload, seen, finished, failed };
  }

  describe('a delivery that is uploaded', () => {
    it('is in force at once, and a later one takes the place of what it has anew', async () => {
      const { measures, upload, seen } = measuresOf();
      const first = [`${vaccinated};1;2026-01;;500;;`, `${vaccinated};1;2026-02;;400;;`];
      expect(await upload(table(...first))).toEqual({ outcome: 'accepted', values: 2, replaced: 0 });
      expect(await upload(table(`${vaccinated};1;2026-02;;410;;`))).toEqual({
        outcome: 'accepted',
        values: 1,
        replaced: 1,
      });
      expect(await seen()).toEqual([`${norrbotten} 2026-01 500`, `${norrbotten} 2026-02 410`]);
      const { deliveries } = await measures.deliveries(norrbotten);
      expect(deliveries.map(({ by, way, values, inForce }) => [by, way, values, inForce])).toEqual([
        [elsa, 'upload', 1, 1],
        [elsa, 'upload', 2, 1],
      ]);
      expect((await measures.deliveries(neighbour)).deliveries).toEqual([]);
    });

    it('corrects what a unit did before a merger under whose it was then', async () => {
      const into = 'SE2321000999-DEMOVG';
      const merger = { kind: 'care-provider', from: norrbotten, into, at: '2026-03-01', units: [medicine] } as const;
      const months = (value: number) =>
        ['02', '03'].map((month) => `${vaccinated};1;2026-${month};${medicine};${value};;`);
      await measuresOf().upload(table(...months(60), `${vaccinated};1;2026-02;;500;;`));
      const config = demoConfig((bendable) => {
        bendable.followUp.sources = [];
        bendable.successions = [merger];
      }) as Config;
      const successions = successionsOf(config);
      const asMerged = await createDirectory(config.directory, createEvents(), { successions });
      const measures = openMeasures({ config, store, directory: asMerged, events: createEvents() });
      opened.push(measures);
      const given = { careProvider: into, by: elsa, format: 'csv', text: table(...months(70)) } as const;
      expect(await measures.deliver(given)).toEqual({ outcome: 'accepted', values: 2, replaced: 2 });
      const { values } = await measures.comparison(vaccinated, [into, norrbotten]);
      expect(values.map(({ careProvider, period, value }) => [careProvider, period, value])).toEqual([
        [norrbotten, '2026-02', 500],
        [norrbotten, '2026-02', 70],
        [into, '2026-03', 70],
      ]);
    });

    it('is taken whole or not at all', async () => {
      const { upload, seen } = measuresOf();
      const refused = await upload(table(`${vaccinated};1;2026-01;;500;;`, `${vaccinated};1;2026-02;${abroad};40;;`));
      expect(refused).toEqual({
        outcome: 'refused',
        faults: [{ line: 3, column: 'unit', fault: 'unit-not-yours' }],
        all: 1,
      });
      expect(await seen()).toEqual([]);
    });

    it('is of one’s own units, which others see nothing of, and of the whole, which they do', async () => {
      const { upload, seen } = measuresOf();
      await upload(table(`${vaccinated};1;2026-01;${medicine};60;;`, `${vaccinated};1;2026-01;;500;;`));
      await upload(table(`${vaccinated};1;2026-01;;700;;`), neighbour);
      expect(await seen()).toEqual([`${neighbour} 2026-01 700`, `${norrbotten} 2026-01 500`, `${medicine} 2026-01 60`]);
      expect(await seen(neighbour)).toEqual([`${neighbour} 2026-01 700`, `${norrbotten} 2026-01 500`]);
    });

    it('is hidden where it tells of few, and where one could subtract', async () => {
      const { upload, seen } = measuresOf();
      await upload(
        table(
          `${vaccinated};1;2026-01;${medicine};4;;`,
          `${vaccinated};1;2026-01;${surgery};60;;`,
          `${vaccinated};1;2026-01;;64;;`,
          `${vaccinated};1;2026-02;${medicine};50;;`,
          `${vaccinated};1;2026-02;${surgery};60;;`,
          `${vaccinated};1;2026-02;;110;;`,
        ),
      );
      expect(await seen()).toEqual([
        `${norrbotten} 2026-01 64`,
        `${surgery} 2026-01 hidden`,
        `${medicine} 2026-01 hidden`,
        `${norrbotten} 2026-02 110`,
        `${surgery} 2026-02 60`,
        `${medicine} 2026-02 50`,
      ]);
    });
  });

  describe('a delivery that is fetched', () => {
    let council: Server;
    let answer: { status: number; type: string; text: string };
    const asked: (string | undefined)[] = [];
    let url: string;

    beforeAll(async () => {
      const [cert, key, ca] = ['server.crt', 'server.key', 'ca.crt'].map((file) => readFileSync(pki.file(file)));
      const options = { cert, key, ca, requestCert: true, rejectUnauthorized: true } as const;
      council = createServer(options as object, (request, response) => {
        const { subject } = (request.socket as import('node:tls').TLSSocket).getPeerCertificate();
        asked.push(`${request.method} ${request.url} ${String(subject.CN)}`);
        response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.text);
      });
      await new Promise<void>((resolve) => council.listen(0, '127.0.0.1', resolve));
      url = `https://localhost:${(council.address() as AddressInfo).port}/figures?of=norrbotten`;
    });
    afterAll(() => council.close());

    const source = () => [{ careProvider: norrbotten, url, everyMs: 3_600_000, timeoutMs: 5_000 }];

    it('is asked for with the bridge’s certificate and taken, and not asked for again until it is time', async () => {
      asked.length = 0;
      answer = {
        status: 200,
        type: 'application/json',
        text: JSON.stringify([{ measure: vaccinated, version: 1, period: '2026-01', value: 321 }]),
      };
      const { finished, seen, measures } = measuresOf(source());
      expect(await finished).toMatchObject({ careProvider: norrbotten, way: 'pull', outcome: 'accepted', values: 1 });
      expect(await seen()).toEqual([`${norrbotten} 2026-01 321`]);
      await expect
        .poll(async () => (await measures.deliveries(norrbotten)).pulls)
        .toMatchObject([{ url, outcome: 'accepted', faults: [] }]);
      await measures.close();
      // Another process that starts meanwhile leaves it be.
      await measuresOf(source()).measures.close();
      expect(asked).toEqual([expect.stringMatching(/^GET \/figures\?of=norrbotten .+/)]);
    });

    it('that is wrong is refused, and why is kept for its council', async () => {
      answer = { status: 200, type: 'text/csv', text: table(`${vaccinated};1;2026-01;${abroad};321;;`) };
      const { finished, seen, measures } = measuresOf(source());
      expect(await finished).toMatchObject({ outcome: 'refused', faults: 1 });
      expect(await seen()).toEqual([]);
      await expect
        .poll(async () => (await measures.deliveries(norrbotten)).pulls)
        .toMatchObject([{ outcome: 'refused', faults: [{ line: 2, column: 'unit', fault: 'unit-not-yours' }] }]);
    });

    it('that cannot be had changes nothing, and is told', async () => {
      answer = { status: 503, type: 'text/plain', text: 'later' };
      const { failed, measures } = measuresOf(source());
      expect(await failed).toMatchObject({ careProvider: norrbotten, text: expect.stringContaining('503') });
      await expect
        .poll(async () => (await measures.deliveries(norrbotten)).pulls)
        .toMatchObject([{ outcome: 'failed' }]);
    });
  });
});
