import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSuccessions } from '../../src/hsa/succession/successions.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { startPostgres } from '../support/postgres.ts';
import {
  consultation,
  processConfirmation,
  processOutcome,
  processRequest,
  referralUnits,
  requestId,
} from '../support/referral-messages.ts';
import { referralDesk } from './referral-desk.ts';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
const west = 'SE2321000206';
const strict = 'SE2321000222-DEMOVE1';

describe.each(postgres ? ['embedded', 'postgres'] : ['embedded'])(
  'acceptance over %s',
  { timeout: 30_000 },
  (engine) => {
    let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
    let store: Store;
    let desk: ReturnType<typeof referralDesk>;

    beforeAll(async () => {
      dataDir = await temporaryDataDir();
      const databaseUrl = engine === 'postgres' ? postgres?.url : undefined;
      store = await openStore({ databaseUrl, dataDir: dataDir.path });
    });
    afterAll(async () => {
      await store?.close();
      await dataDir?.remove();
    });
    beforeEach(async () => {
      await sql`TRUNCATE bridge.referral, bridge.registration, bridge.delivery CASCADE`.execute(store.db);
      desk = referralDesk(store);
    });

    const refusal = (xml: string, region?: string) =>
      desk.accept(xml, region).then(
        () => 'taken',
        (thrown) => thrown.subCode ?? thrown.message,
      );

    it('puts the message as it came, for the system of the receiving unit, in the order of its referral', async () => {
      const xml = processRequest({ attachments: ['aGVq'] });
      const { logId } = await desk.accept(xml);
      expect(desk.puts).toMatchObject([
        {
          id: logId,
          destination: 'referral-SE2321000206-DEMOREM',
          kind: 'referral',
          key: requestId,
          text: xml,
          facts: {
            contract: 'ProcessRequest:2',
            sender: 'SE2321000230-DEMOEHR',
            from: referralUnits.referring,
            to: referralUnits.receiving,
            charset: 'UTF-8',
          },
        },
      ]);
      expect(desk.log).toMatchObject([
        {
          action: 'referral:accept',
          patient: { id: '191212121212' },
          reader: { careProvider: `${west}-DEMOVG`, careUnit: referralUnits.receiving },
          units: [{ careProvider: 'SE2321000230-DEMOVG', careUnit: referralUnits.referring }],
          outcome: 'released',
        },
      ]);
    });

    it('takes the same again as the same, at the same time too, and refuses another content under its name', async () => {
      const xml = processRequest();
      const [one, two] = await Promise.all([desk.accept(xml), desk.accept(xml)]);
      expect(two).toEqual(one);
      expect(await desk.accept(xml.replace('<e:Header>', '<e:Header><x xmlns="urn:x"/>'))).toEqual(one);
      expect(desk.puts).toHaveLength(1);
      expect(await refusal(xml.replace('Höftsmärta', 'Knäsmärta'))).toContain('another content');
      expect(desk.puts).toHaveLength(1);
    });

    it('moves the referral on: accepted, delivered, confirmed, answered', async () => {
      const state = async () => (await desk.kept.byRequestId(requestId))?.state;
      const { logId } = await desk.accept(processRequest());
      expect(await state()).toBe('accepted');
      await desk.kept.delivered(logId, undefined);
      expect(await state()).toBe('delivered');
      await desk.accept(processConfirmation(), west);
      expect(await state()).toBe('confirmed');
      await desk.accept(processOutcome(), west);
      expect(await desk.kept.byRequestId(requestId)).toMatchObject({ state: 'answered', said: 'SSV', version: 1 });
      const { id = '' } = (await desk.kept.byRequestId(requestId)) ?? {};
      expect((await desk.kept.steps(id)).map(({ kind, type }) => `${kind} ${type}`)).toEqual([
        'request NR',
        'confirmation BEK',
        'outcome SSV',
      ]);
      expect(desk.puts.map(({ destination }) => destination)).toEqual([
        'referral-SE2321000206-DEMOREM',
        'referral-SE2321000230-DEMOREM',
        'referral-SE2321000230-DEMOREM',
      ]);
    });

    it('takes answers between units that have been renamed since', async () => {
      const { referring, receiving } = referralUnits;
      const renamed = [referring, receiving].map((from) => ({
        ...({ kind: 'unit-renamed', at: '2026-01-01' } as const),
        ...{ from, into: from.replace('DEMOVE', 'DEMONYVE') },
      }));
      const [asks, answers] = renamed.map(({ into }) => into) as [string, string];
      await desk.accept(processRequest());
      expect(await refusal(processConfirmation({ from: answers, to: asks }), west)).toBe('PRC001');
      desk = referralDesk(store, createSuccessions(renamed));
      await desk.accept(processConfirmation({ from: answers, to: asks }), west);
      await desk.accept(processRequest({ from: asks, to: answers, version: '2', reason: 'AR' }));
      await desk.accept(processOutcome({ version: '2' }), west);
      expect(await desk.kept.byRequestId(requestId)).toMatchObject({ state: 'answered', version: 2 });
      const { id } = (await desk.kept.byRequestId(requestId)) ?? {};
      const ofUnit = (...names: string[]) => desk.kept.ofUnit(names, { side: 'receiving', limit: 9 });
      expect(await ofUnit(receiving)).toEqual([]);
      expect(await ofUnit(receiving, answers)).toMatchObject([{ id }]);
    });

    it('forgets what has not changed for long, and keeps what is still to be delivered', async () => {
      const { logId } = await desk.accept(processRequest());
      await sql`UPDATE bridge.referral SET changed_at = now() - interval '400 days'`.execute(store.db);
      expect(await desk.kept.forget(401)).toBe(0);
      await sql`
        INSERT INTO bridge.delivery (id, destination, kind, key, state, correlation_id, facts, bytes, gives_up_at)
        VALUES (${logId}::uuid, 'd', 'referral', 'k', 'waiting', 'c', '{}', 1, now())`.execute(store.db);
      expect(await desk.kept.forget(399)).toBe(0);
      await sql`UPDATE bridge.delivery SET state = 'dead'`.execute(store.db);
      expect(await desk.kept.forget(399)).toBe(0);
      await sql`UPDATE bridge.delivery SET state = 'discarded'`.execute(store.db);
      expect(await desk.kept.forget(399)).toBe(1);
      expect(await desk.kept.byRequestId(requestId)).toBeUndefined();
      expect(await refusal(processOutcome(), west)).toMatch(/^PRO\d{3}$/);
    });

    it('a new version begins anew; an old one that comes late changes nothing', async () => {
      await desk.accept(processRequest({ version: '2', reason: 'AR' }));
      await desk.accept(processConfirmation({ type: 'KOM', version: '2' }), west);
      await desk.accept(processRequest({ version: '1' }));
      await desk.accept(processConfirmation({ id: 'c2', type: 'AVB', version: '1' }), west);
      expect(await desk.kept.byRequestId(requestId)).toMatchObject({ state: 'confirmed', version: 2 });
      await desk.accept(processRequest({ version: '3', reason: 'AR' }));
      expect(await desk.kept.byRequestId(requestId)).toMatchObject({ state: 'accepted', version: 3, said: undefined });
    });

    it.each<[string, string, string, string[]?]>([
      ['PR001', 'from nobody here', processRequest({ from: 'SE9999999999-X' })],
      [
        'PR002',
        'forwarded to who takes none',
        processRequest({ to: strict, reason: 'VR', intermediaries: '<t:intermediaryParticipant/>' }),
      ],
      ['PR003', 'attachments to who takes none', processRequest({ to: strict, attachments: ['aA=='] })],
      [
        '2000 bytes',
        'more than it takes',
        processRequest({ to: strict, more: `<x xmlns="urn:x">${'å'.repeat(2_000)}</x>` }),
      ],
      ['logical address', 'another address than recipient', processRequest({ address: 'SE2321000206-DEMOVE9' })],
      ['PRC002', 'a confirmation of nothing', processConfirmation()],
      ['PRO002', 'an outcome of nothing', processOutcome()],
      [
        'PRC001',
        'confirmed by another unit',
        processConfirmation({ from: 'SE2321000206-DEMOVE9' }),
        [processRequest()],
      ],
      ['PRO001', 'answered by another unit', processOutcome({ from: 'SE2321000206-DEMOVE9' }), [processRequest()]],
      ['recipient', 'to another than who referred', processOutcome({ to: 'SE2321000230-DEMOVE9' }), [processRequest()]],
      ['patient', 'answered about another patient', processOutcome({ patient: '195104179816' }), [processRequest()]],
      [
        'patient',
        'a new version about another patient',
        processRequest({ version: '2', reason: 'AR', patient: '195104179816' }),
        [processRequest()],
      ],
      [
        'requestOrganisation',
        'a new version from another unit',
        processRequest({ version: '2', reason: 'AR', from: strict }),
        [processRequest()],
      ],
      [
        'PRC003',
        'confirmed after rejection',
        processConfirmation({ id: 'c2' }),
        [processRequest(), processConfirmation({ type: 'AVV' })],
      ],
      [
        'PRO003',
        'answered after cancellation',
        processOutcome(),
        [processRequest(), processConfirmation({ type: 'AVB' })],
      ],
      [
        'PRC004',
        'forwarding told to who takes no such notice',
        processConfirmation({ to: strict, type: 'VID', forwardedTo: 'SE1-X' }),
        [processRequest({ from: strict })],
      ],
      [
        'PRO004',
        'attachments back to who takes none',
        processOutcome({ to: strict, attachments: ['aA=='] }),
        [processRequest({ from: strict })],
      ],
    ])('%s: %s', async (code, _what, xml, before = []) => {
      for (const earlier of before) await desk.accept(earlier);
      desk.puts.length = 0;
      expect(await refusal(xml)).toContain(code);
      expect(desk.puts).toEqual([]);
    });

    it('a rejection that is sent again is the same rejection', async () => {
      await desk.accept(processRequest());
      const rejection = processConfirmation({ type: 'AVV' });
      expect(await desk.accept(rejection, west)).toEqual(await desk.accept(rejection, west));
    });

    it('sends nothing that is not on the log, and logs what could not be kept', async () => {
      desk.log.push = () => {
        throw new Error('The log is full.');
      };
      expect(await refusal(processRequest())).toBe('The log is full.');
      expect(desk.puts).toEqual([]);
    });

    it('keeps neither patient nor id in the clear', async () => {
      const stated = consultation('until="2099-01-01T00:00:00Z" video="https://v.example/191212121212"');
      await desk.accept(processRequest({ requestId: 'SE1-X#191212121212', more: stated }));
      for (const table of ['referral', 'referral_message']) {
        const { rows } = await sql`SELECT t::text AS row FROM ${sql.table(`bridge.${table}`)} AS t`.execute(store.db);
        expect(JSON.stringify(rows)).not.toMatch(/1212121212|v\.example/);
      }
      const { rows } = await sql<{ sealed: Buffer }>`SELECT sealed FROM bridge.referral`.execute(store.db);
      expect(Buffer.from(rows[0]?.sealed ?? []).toString('latin1')).not.toContain('1212121212');
    });

    describe('a consultation', () => {
      const until = new Date(Date.now() + 5 * 24 * 3_600_000).toISOString();
      const asked = () => processRequest({ more: consultation(`until="${until}"`) });
      const specialist = 'SE2321000206-DEMOLAK';
      const relations = () =>
        desk.registrations.relations({ patients: [{ id: '191212121212', type: '1.2.752.129.2.1.3.1' }] });

      it('gives the specialist who confirms it a relation for the time asked for, once', async () => {
        await desk.accept(asked());
        const confirmation = processConfirmation({ author: specialist });
        await desk.accept(confirmation, west);
        await desk.accept(confirmation, west);
        expect(await relations()).toMatchObject([
          { careUnit: referralUnits.receiving, careProvider: `${west}-DEMOVG`, employee: specialist, end: until },
        ]);
      });

      it.each([
        ['rejects it', processConfirmation({ type: 'AVV', author: specialist })],
        ['does not say who', processConfirmation()],
      ])('gives none to who %s', async (_what, confirmation) => {
        await desk.accept(asked());
        await desk.accept(confirmation, west);
        expect(await relations()).toEqual([]);
      });

      it('gives none for a referral that is no consultation', async () => {
        await desk.accept(processRequest());
        await desk.accept(processConfirmation({ author: specialist }), west);
        expect(await relations()).toEqual([]);
      });

      it('gives none at another care provider than the calling system’s', async () => {
        const told: unknown[] = [];
        desk.events.on('referral:relation:refused', (event) => told.push(event.complaint));
        await desk.accept(asked());
        await desk.accept(processConfirmation({ author: specialist }), 'SE2321000222');
        expect(await relations()).toEqual([]);
        expect(told).toEqual(['ACCESSDENIED']);
      });

      it('lasts no longer than is allowed', async () => {
        await desk.accept(processRequest({ more: consultation('until="2099-01-01T00:00:00Z"') }));
        await desk.accept(processConfirmation({ author: specialist }), west);
        const [relation] = await relations();
        expect(Date.parse(relation?.end ?? '')).toBeLessThan(Date.now() + 31 * 24 * 3_600_000);
      });
    });
  },
);
