import { describe, expect, it } from 'vitest';
import { alertKinds, type Condition } from '../../src/alerts/alert.ts';
import { contactsFor } from '../../src/alerts/contacts.ts';
import { sayAlert } from '../../src/alerts/said.ts';
import { completeConfig } from '../../src/config.ts';
import { demoConfig } from '../support/config.ts';

const facts = { dead: 3, waiting: 4, seconds: 9, failed: 5, of: 6, slow: 4, broken: 2, reason: 'timed-out' };

describe('an alert', () => {
  it.each(alertKinds)('%s says in both languages what is wrong, what care notices, and what to do', (kind) => {
    const { sv, en } = sayAlert(kind, 'NCS Cross', { ...facts, until: '2026-12-24T00:00:00.000Z' });
    for (const said of [sv, en])
      for (const sentence of [said.what, said.effect, said.first]) {
        expect(sentence).toMatch(/^[A-ZÅÄÖ0-9].*\.$/);
        expect(sentence).not.toMatch(/undefined|NaN/);
      }
    expect(sv.effect).not.toBe(en.effect);
  });

  it('speaks of one as of one, and of what has ended as ended', () => {
    const one = (kind: Condition['kind']) => sayAlert(kind, 'NCS Cross', { dead: 1, waiting: 1, seconds: 9 });
    expect(one('MessagesDead').sv.what).toBe('1 meddelande till NCS Cross har lagts åt sidan.');
    expect(one('MessagesDead').en.what).toBe('1 message to NCS Cross has been set aside.');
    expect(one('MessagesOld').sv.what).toMatch(/^Ett meddelande till/);
    expect(one('QueueStalled').sv.what).toMatch(/^1 fråga till/);
    const said = (kind: Condition['kind'], stands: string) =>
      sayAlert(kind, 'x', { name: 'CA', use: 'root', until: '2026-11-24T10:00:00.000Z', stands }).sv.what;
    expect(said('CertificateEndingSoon', 'over')).toBe('Rotcertifikatet CA gick ut 2026-11-24.');
    expect(said('RevocationListEnding', 'over')).toBe('Spärrlistan från CA gick ut 2026-11-24 10:00 UTC.');
    expect(said('RevocationListEnding', 'missing')).toBe('Spärrlistan från CA saknas eller går inte att lita på.');
  });

  it('says whom to ring: those of the system, else of its part, else of the bridge, else nobody', () => {
    const contact = (name: string, ...of: string[]) => ({ of, name, phone: '0980-319 200', hours: 'dygnet runt' });
    const bridge = contact('Brygga', 'bridge');
    const sources = contact('Alla', 'sources', 'deliveries');
    const system = contact('NCS', 'SE2321000222-DEMONCS', 'SE2321000222-DEMOREM');
    const failing = { kind: 'SourceFailing', subject: 'SE2321000222-DEMONCS' } as const;
    const names = (
      alert: Pick<Condition, 'kind' | 'subject'> & Partial<Condition>,
      ...contacts: Parameters<typeof contactsFor>[1][]
    ) => contactsFor({ facts: {}, ...alert }, contacts.flat()).map(({ name }) => name);
    expect(names(failing, [bridge, sources, system])).toEqual(['NCS']);
    expect(names(failing, [bridge, sources])).toEqual(['Alla']);
    expect(names(failing, [bridge])).toEqual(['Brygga']);
    expect(names(failing, [])).toEqual([]);
    const dead = { kind: 'MessagesDead', subject: 'referral-SE2321000222-DEMOREM' } as const;
    expect(names(dead, [sources, system])).toEqual(['NCS']);
    const ending = {
      kind: 'CertificateEnding',
      subject: 'source …',
      facts: { party: 'SE2321000222-DEMONCS' },
    } as const;
    expect(names(ending, [bridge, system])).toEqual(['NCS']);
  });
});

describe('the configuration', () => {
  const checked = (operations: unknown) => () =>
    completeConfig(
      demoConfig((config) => {
        for (const key of ['databaseUrl', 'busUrl', 'dataDir', 'busKeyFile', 'logKeyFile', 'logLevel'])
          delete config[key];
        config.operations = operations;
      }),
      {},
    );

  it('names contacts of what there is, and damps longer than it looks', () => {
    const contact = { name: 'Jour', phone: '0980-319 200', hours: 'dygnet runt' };
    expect(checked({ contacts: [{ of: ['bridge', 'index.norr'], ...contact }] })).not.toThrow();
    expect(checked({ contacts: [{ of: ['SE2321000222-DEMONCSS'], ...contact }] })).toThrow(/operations\.contacts/);
    expect(checked({ alerts: { everyMs: 5_000, goneMs: 5_000 } })).toThrow(/operations\.alerts\.goneMs/);
  });
});
