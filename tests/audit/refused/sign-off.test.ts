import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessLog, createAccessLog, type Officer } from '../../../src/audit/index.ts';
import { partOf } from '../../../src/audit/officer.ts';
import { createRefusedCertificates } from '../../../src/audit/refused/refused-certificates.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import { temporaryDataDir } from '../../support/data-dir.ts';
import { logConfig } from '../../support/log-config.ts';
import { sampleRefusal } from '../sample-entry.ts';
import { by } from '../stored-entries.ts';

const APPOINTED = 'SE2321000230-DEMOVG';
const OTHER = 'SE2321000222-DEMOVG';
const OFFICER = 'SE2321000230-DEMOSAKERHET';

let store: Store;
let log: AccessLog;
let refused: ReturnType<typeof createRefusedCertificates>;
let remove: () => Promise<unknown>;
beforeAll(async () => {
  const dataDir = await temporaryDataDir();
  remove = dataDir.remove;
  const config = logConfig(dataDir.path);
  store = await openStore({ ...config, databaseUrl: undefined } as never);
  log = await createAccessLog({ store, config });
  const installation = { name: 'Test', kind: 'test' } as const;
  const now = () => new Date('2026-05-10T12:00:00Z');
  refused = createRefusedCertificates({ store, append: (entry) => log.append(entry), installation, now });
  await log.append(sampleRefusal());
}, 60_000);
afterAll(async () => {
  await log?.close();
  await store?.close();
  await remove?.();
});

function officer(controller: string, hsaId = OFFICER): Officer {
  const caller = { caller: undefined, certificate: undefined };
  return { correlationId: 'c', face: 'portal', ...caller, actor: by(hsaId), controller };
}
const partFor = (controller: string) => partOf(controller, APPOINTED).filter;
const open = (controller: string) => refused.list(officer(controller), partFor(controller), { closed: false });
const order = {
  fingerprint: 'cd'.repeat(32),
  code: 'CERT_REVOKED',
  upTo: '2026-05-01T12:00:00.000+02:00',
  note: ' Kortet är spärrat. ',
} as const;
const signOff = (more: object = {}, by = officer(APPOINTED)) =>
  refused.signOff(by, partFor(by.controller ?? ''), { ...order, ...more });

describe('signing off a refused certificate', () => {
  it('is for those who see it, with a note, and not of one’s own card', async () => {
    expect(await open(APPOINTED)).toMatchObject([{ code: 'CERT_REVOKED', count: 1, isOpen: true, signOffs: [] }]);
    expect(await open(OTHER)).toEqual([]);
    await expect(signOff({}, officer(OTHER))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(signOff({ code: 'CERT_EXPIRED' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(signOff({ note: '  ' })).rejects.toMatchObject({ code: 'REVIEW_INVALID' });
    const own = signOff({}, officer(APPOINTED, 'SE2321000230-DEMOEHR'));
    await expect(own).rejects.toMatchObject({ code: 'REVIEW_OWN_ACCESS' });
    const isOwnOf = async (hsaId: string) =>
      (await refused.list(officer(APPOINTED, hsaId), partFor(APPOINTED), { closed: false })).map(({ isOwn }) => isOwn);
    expect(await isOwnOf('se2321000230-demoehr')).toEqual([true]);
    expect(await isOwnOf('SE2321000230-DEMOEH'), 'whose HSA-id is the beginning of it').toEqual([false]);
  });

  it('closes it, on the log and in the list', async () => {
    await signOff();
    expect(await open(APPOINTED)).toEqual([]);
    const [all] = await refused.list(officer(APPOINTED), partFor(APPOINTED), { closed: true });
    expect(all).toMatchObject({ isOpen: false, signOffs: [{ note: 'Kortet är spärrat.', madeBy: OFFICER }] });
    const [entry] = (await log.list({ action: 'refusal:sign-off' }, { limit: 1 })).entries;
    expect(entry).toMatchObject({
      kind: 'act',
      reader: { careProvider: APPOINTED },
      details: { fingerprint: order.fingerprint, code: order.code, note: 'Kortet är spärrat.' },
    });
  });

  it('is open again when it is refused once more, and covers no refusal that was not seen', async () => {
    await log.append(sampleRefusal({ at: '2026-05-03T12:00:00.000+02:00' }));
    expect(await open(APPOINTED)).toMatchObject([{ count: 2, isOpen: true, signOffs: [{}] }]);
    await signOff({ upTo: '2026-05-02T12:00:00.000+02:00' });
    expect(await open(APPOINTED)).toMatchObject([{ isOpen: true }]);
    await signOff({ upTo: '2026-05-03T12:00:00.000+02:00' });
    expect(await open(APPOINTED)).toEqual([]);
  });
});
