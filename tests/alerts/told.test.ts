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
