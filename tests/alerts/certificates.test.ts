import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFlows } from '../../src/alerts/certificates/flows.ts';
import { type KnownCertificate, knownCertificates } from '../../src/alerts/certificates/known.ts';
import { rungOf } from '../../src/alerts/certificates/ladder.ts';
import { createSeenCertificates, type SeenCertificate } from '../../src/alerts/certificates/seen.ts';
import { certificatesLook } from '../../src/alerts/looks/certificates.ts';
import { createEvents } from '../../src/events.ts';
import { tableFromConfig } from '../../src/routing/table.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';

const now = new Date('2026-11-26T12:00:00Z');
const inDays = (days: number, from = now) => new Date(from.getTime() + days * 86_400_000);
const ehr = { north: 'SE2321000230-DEMOEHR', middle: 'SE2321000206-DEMOEHR', west: 'SE2321000222-DEMOEHR' };
const functionCa = 'C=SE, O=Demo, CN=Function CA';
const personCa = 'C=SE, O=Demo, CN=Person CA';

const seen = (more: Partial<SeenCertificate>): SeenCertificate => ({
  shownBy: 'caller',
  party: ehr.north,
  fingerprint: 'f',
  serial: '1',
  subject: 'CN=ehr',
  issuer: functionCa,
  until: inDays(100),
  lastSeen: now,
  ...more,
});

it('stands on the ladder by the days it has left', () => {
  const rungs = [-1, 0, 0.5, 1, 1.1, 7, 8, 14.5, 31, 60.1, 90, 91].map((days) => rungOf(inDays(days), now));
  expect(rungs).toEqual(['ended', 'ended', 1, 1, 7, 7, 14, 30, 60, 90, 90, 'later']);
});

describe('the flows that stop', () => {
  const config = demoConfig((bent) => {
    bent.callers[1].permissions = [{ contract: 'GetDiagnosis:2', address: 'SE2321000222-DEMONCS' }];
    bent.callers[2].permissions = [{ contract: 'GetECGOutcome:1', address: '*' }];
  });
  const shown = [
    seen({}),
    seen({ party: ehr.west, issuer: 'CN=Other' }),
    seen({ shownBy: 'person', issuer: personCa }),
  ];
  const flows = createFlows({ config, table: tableFromConfig(config), seen: shown });
  const of = (certificate: Partial<KnownCertificate>) => {
    const { callers, sources, contracts, persons } = flows({ name: 'x', until: now, use: 'server', ...certificate });
    return [callers.map(({ hsaId }) => hsaId), sources.map(({ hsaId }) => hsaId.slice(13)), contracts.length, persons];
  };

  it('are all of them with the bridge’s own', () => {
    expect(of({})).toEqual([[ehr.north, ehr.west, ehr.middle], ['DEMOVAS', 'DEMONCS', 'DEMOFHIR', 'DEMOARKIV'], 19, 0]);
  });

  it('are a caller’s own, as far as it is permitted', () => {
    expect(of({ use: 'caller', party: ehr.west })).toEqual([[ehr.west], ['DEMONCS'], 1, 0]);
    expect(of({ use: 'caller', party: ehr.middle })).toEqual([[ehr.middle], ['DEMOVAS'], 1, 0]);
  });

  it('are a record system’s own, for whoever may ask it', () => {
    expect(of({ use: 'source', party: 'SE2321000206-DEMOARKIV' })).toEqual([[ehr.north], ['DEMOARKIV'], 2, 0]);
  });

  it('are those of callers seen with certificates of the issuer; persons are counted', () => {
    const issuers = (subject: string) => [{ subject, issues: 'function' as const }];
    expect(of({ use: 'issuer', issuers: issuers(functionCa) })[0]).toEqual([ehr.north]);
    expect(of({ use: 'revocation-list', issuers: issuers(personCa) })).toEqual([[], [], 0, 1]);
  });
});

it('alerts a month before a certificate ends and six hours before a list does', async () => {
  const own = (days: number) =>
    [{ use: 'server', name: 'bridge', serial: '1', until: inDays(days, new Date()) }] as const;
  const looked = (known: readonly KnownCertificate[]) => certificatesLook(async () => known).look();
  expect(await looked(knownCertificates(own(31), undefined, []))).toEqual([]);
  expect(await looked(knownCertificates(own(29), undefined, []))).toMatchObject([{ subject: 'server bridge' }]);
  const list = (days: number) => ({ use: 'revocation-list', name: 'CA', until: inDays(days, new Date()) }) as const;
  expect(await looked([list(1), list(0.2)])).toMatchObject([{ kind: 'RevocationListEnding' }]);
  const brief = { ...list(0.1), maxAgeMs: 4 * 3_600_000 };
  expect(await looked([brief, { ...brief, until: inDays(0.08, new Date()) }])).toHaveLength(1);
  expect(await looked(knownCertificates(own(8), undefined, []))).toMatchObject([{ kind: 'CertificateEnding' }]);
  expect(await looked(knownCertificates(own(6), undefined, []))).toMatchObject([
    { kind: 'CertificateEndingSoon', facts: { stands: 'ending' } },
  ]);
  expect(await looked(knownCertificates(own(-1), undefined, []))).toMatchObject([{ facts: { stands: 'over' } }]);
  expect(await looked([{ ...list(1), until: new Date(0) }])).toMatchObject([{ facts: { stands: 'missing' } }]);
  const ehrEnds = knownCertificates([], undefined, [
    seen({ subject: 'C=SE, CN=ehr\\, nord, serialNumber=SE-1', until: new Date() }),
  ]);
  expect(await looked(ehrEnds)).toMatchObject([
    { subject: `caller ${ehr.north} ehr\\, nord`, facts: { party: ehr.north } },
  ]);
});

describe('certificates that others have shown', () => {
  let data: Awaited<ReturnType<typeof temporaryDataDir>>;
  let store: Store;
  beforeAll(async () => {
    data = await temporaryDataDir();
    store = await openStore({ databaseUrl: undefined, dataDir: data.path });
  });
  afterAll(async () => {
    await store?.close();
    await data?.remove();
  });

  const facts = (fingerprint: string, validTo: Date) => ({
    ...{ fingerprint, serial: `s${fingerprint}`, subject: 'CN=Demosjö, serialNumber=SE-X', issuer: personCa },
    ...{ validFrom: now.toISOString(), validTo: validTo.toISOString() },
  });
  const caller = (kind: 'function' | 'person', hsaId: string, fingerprint: string, validTo = inDays(9)) => ({
    ...{ hsaId, kind, name: 'Demosjö', organisation: undefined, loa: undefined },
    hsaIdFrom: 'serialNumber' as const,
    certificate: facts(fingerprint, validTo),
  });

  it('are remembered, persons without who they are, and replaced ones are not told', async () => {
    const events = createEvents();
    const remembered = createSeenCertificates(store, events);
    remembered.note(caller('function', ehr.north, 'old'));
    remembered.note(caller('person', 'SE2321000230-DEMOLAKARE', 'card'));
    await remembered.list();
    remembered.note(caller('function', ehr.north, 'new', inDays(700)));
    const { validFrom, ...shown } = facts('tls', inDays(5));
    events.emit('source:certificate:shown', { source: 'SE2321000222-DEMONCS', ...shown });
    const found = await createSeenCertificates(store, createEvents()).list();
    expect(found.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(['card', 'old']);
    const list = await remembered.list();
    expect(list.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(['card', 'new', 'tls']);
    expect(list.find(({ shownBy }) => shownBy === 'person')).toMatchObject({ party: '', subject: '', serial: '' });
    expect(JSON.stringify(list)).not.toContain('DEMOLAKARE');
    const ofSystems = await remembered.ofSystems();
    expect(ofSystems.map(({ fingerprint }) => fingerprint).toSorted()).toEqual(['new', 'tls']);
    remembered.close();
  });
});
