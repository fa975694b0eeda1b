import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { documentFaults, withParts } from '../../src/data-protection/documents.ts';
import { partsOf } from '../../src/data-protection/parts.ts';

const config = loadConfig({ CONFIG: 'config/demo.yaml' });
const parts = partsOf(config);
const begin = '<!-- konfiguration: for-patienten -->';
const end = '<!-- /konfiguration -->';
const whole = withParts(`# Rubrik\n\n${begin}\n${end}\n\nSlut.\n`, parts);

describe('a document of data protection', () => {
  it('is written with what the configuration says, and then agrees with it', () => {
    expect(whole).toContain('- Region Norrbotten, VAS (demo)');
    expect(whole).toMatch(/^# Rubrik\n[\s\S]*\n\nSlut\.\n$/);
    expect(withParts(whole, parts)).toBe(whole);
    expect(documentFaults('patientinformation.md', whole, parts)).toEqual([]);
  });

  it('that says otherwise is told where, with both', () => {
    expect(documentFaults('patientinformation.md', whole.replace('minst 10 år', 'minst 5 år'), parts)).toEqual([
      'line 3: for-patienten says otherwise',
      '  document:      Vem som har läst sparas i minst 5 år. En nödöppning gäller i 8 timmar.',
      '  configuration: Vem som har läst sparas i minst 10 år. En nödöppning gäller i 8 timmar.',
    ]);
  });

  it.each([
    ['lacks a part', 'patientinformation.md', '# Rubrik\n', 'has no part for-patienten'],
    [
      'has a part that there is not',
      'annat.md',
      `<!-- konfiguration: hittad -->\n${end}`,
      'line 1: there is no part hittad',
    ],
    ['never ends a part', 'annat.md', `${begin}\ntext\n`, 'line 1: a mark without its other half'],
    ['ends no part', 'annat.md', `text\n${end}\n`, 'line 2: a mark without its other half'],
  ])('that %s is told of', (_what, name, text, fault) => {
    expect(documentFaults(name, text, parts)).toEqual([fault]);
    expect(withParts(text, parts)).toBe(text);
  });

  it('follows what is configured', () => {
    const { access, audit, signIn } = config;
    const [source] = config.sources;
    const told = partsOf({
      ...config,
      databaseUrl: 'postgres://user:secret@host/db',
      sources: source ? [{ ...source, name: 'A | B <!-- /konfiguration -->', lifecycle: 'read-only' }] : [],
      access: { ...access, master: 'nationell', emergencyHours: 4 },
      audit: { ...audit, retention: { ...audit.retention, logYears: 12 } },
      signIn: { ...signIn, idleMinutes: 15 },
      directory: { ...config.directory, url: 'ldaps://hsa.example' },
      saml: { audiences: ['a'], issuers: [{ entityId: 'urn:intyg', certificates: ['c'] }], clockSkewMs: 0 },
    });
    const all = Object.values(told).flat().join('\n');
    expect(all).toContain('A \\| B &lt;!-- /konfiguration -->');
    expect(all).toContain('skrivs inte längre i');
    expect(all).toContain('| SE2321000230-DEMOVG | nationell | nationell | nationell | nej |');
    expect(all).toContain('gäller i 4 timmar');
    expect(all).toContain('| Åtkomstloggen | 12 år |');
    expect(all).toContain('efter 15 minuter');
    expect(all).toContain('om den som läser godtas: urn:intyg');
    expect(all).toContain('hämtas från: katalogen över nätet');
    expect(all).toContain('Databas: PostgreSQL');
    expect(all).not.toContain('secret');
  });
});
