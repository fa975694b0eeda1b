import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoredEntry } from '../../../src/audit/entry.ts';
import { extractCsv } from '../../../src/audit/extract/extract-csv.ts';
import { namesFrom } from '../../../src/audit/extract/names.ts';
import { type EmergencyVerdict, patientExtract } from '../../../src/audit/extract/patient-extract.ts';
import { extractPdf } from '../../../src/audit/extract/pdf.ts';
import { createEvents } from '../../../src/events.ts';
import { createDirectory } from '../../../src/hsa/index.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { by, stored, storedRefusal } from '../stored-entries.ts';

const PHYSICIAN = 'SE2321000230-DEMOLAKARE';
const PROTECTED = 'SE2321000222-DEMOSKYDDAD';
const patient = { id: '191212121212', type: '1.2.752.129.2.1.3.1' };
const earlier = { id: '197010632391', type: '1.2.752.129.2.1.3.3' };
const now = new Date('2026-11-22T12:00:00Z');

const directory = await createDirectory(
  { url: 'file:config/hsa/demo.ldif', baseDn: 'c=SE', timeoutMs: 1_000 },
  createEvents(),
);
const names = namesFrom(directory);

function extractOf(entries: readonly StoredEntry[], verdict: EmergencyVerdict = 'open') {
  const question = { patient, identities: [patient, earlier], registerAnswered: true };
  return patientExtract(question, entries, names, () => verdict, now);
}

async function rowsOf(...entries: readonly StoredEntry[]) {
  return (await extractOf(entries)).sections.flatMap(({ rows }) => rows);
}

describe('the patient’s extract', () => {
  it('says when, from where, by whom, why and what', async () => {
    const reader = { careProvider: 'SE2321000230-DEMOVG', careUnit: undefined };
    const { sections, purposes } = await extractOf([stored({ actor: by(PHYSICIAN), reader })]);
    expect(sections).toEqual([
      {
        careProvider: 'Region Norrbotten',
        ask: undefined,
        rows: [
          {
            at: '2026-05-01 12:00',
            careUnit: 'Enheten är inte angiven',
            who: 'Ylva Demoström',
            title: 'Läkare',
            purpose: 'Vård och behandling',
            deed: 'Läste diagnoser.',
            from: 'SE2321000222-DEMOVE7, Region Västerbotten',
            emergency: '',
          },
        ],
      },
    ]);
    expect(purposes).toEqual([{ purpose: 'Vård och behandling', meaning: expect.stringContaining('för att ge vård') }]);
  });

  it('names where to ask when only a system is known', async () => {
    const { sections } = await extractOf([stored({})]);
    expect(sections[0]?.rows[0]?.who).toMatch(/^Journalsystemet /);
    expect(sections[0]?.ask).toMatch(/Fråga Region Norrbotten om loggen i /);
  });

  it('leaves out what showed nothing: refusals, failures, and how answers ended', async () => {
    const rows = await rowsOf(
      storedRefusal({ patient }),
      stored({ outcome: 'failed', correlationId: 'a' }),
      stored({ kind: 'closing', correlationId: 'b' }),
      stored({ kind: 'act', action: 'consent:register', outcome: 'refused', correlationId: 'c' }),
    );
    expect(rows).toEqual([]);
  });

  it('tells a question without answer, an indicator and acts for what they are', async () => {
    const rows = await rowsOf(
      stored({ outcome: 'empty', contract: 'GetMedicationHistory:2', correlationId: 'a', at: '2026-05-03T10:00:00Z' }),
      stored({ action: 'indicator', correlationId: 'b', at: '2026-05-02T10:00:00Z' }),
      stored({
        kind: 'act',
        activity: 'Skriva',
        action: 'consent:register',
        contract: undefined,
        correlationId: 'c',
        at: '2026-05-01T10:00:00Z',
      }),
    );
    expect(rows.map(({ deed }) => deed)).toEqual([
      'Frågade efter läkemedel. Inget fanns att visa.',
      'Såg att det finns uppgifter som inte visades. Inget innehåll lästes.',
      'Registrerade ett samtycke.',
    ]);
  });

  it('tells what was read, whatever was hinted at beside it', async () => {
    const at = '2026-05-01T10:00:00Z';
    const rows = await rowsOf(stored({ action: 'indicator', at }), stored({ at }));
    expect(rows.map(({ deed }) => deed)).toEqual(['Läste diagnoser.']);
    const hinted = await rowsOf(stored({ action: 'indicator', at }), stored({ at, outcome: 'empty' }));
    expect(hinted[0]?.deed).toBe('Frågade efter diagnoser. Inget visades, mer än att det finns uppgifter.');
  });

  it('calls those who run the bridge by what they are', async () => {
    const { sections } = await extractOf([
      stored({ kind: 'act', face: 'cli', action: 'log:search', reader: undefined, caller: undefined }),
    ]);
    expect(sections[0]?.careProvider).toBe('Bryggans drift');
  });

  it('joins the entries of one call, but not of a correlation id used again', async () => {
    const call = { correlationId: 'same', actor: by(PHYSICIAN) };
    const rows = await rowsOf(
      stored({ ...call, at: '2026-05-01T10:00:00Z' }),
      stored({ ...call, at: '2026-05-01T10:00:02Z', contract: 'GetMedicationHistory:2', kind: 'continuation' }),
      stored({ ...call, at: '2026-05-01T10:00:03Z', contract: 'GetVaccinationHistory:2' }),
      stored({ ...call, at: '2026-05-01T11:00:00Z' }),
      stored({ ...call, at: '2026-05-01T11:00:00Z', actor: by(PROTECTED) }),
    );
    expect(rows.map(({ deed }) => deed).toSorted()).toEqual([
      'Läste diagnoser, läkemedel och vaccinationer.',
      'Läste diagnoser.',
      'Läste diagnoser.',
    ]);
  });

  it.each([
    ['open', 'Nödöppning. Granskas; ännu inte bedömd.'],
    ['justified', 'Nödöppning. Granskad: befogad.'],
    ['not-justified', 'Nödöppning. Granskad: inte befogad.'],
    ['needs-inquiry', 'Nödöppning. Granskad: utreds vidare.'],
  ] as const)('shows an emergency opening with its verdict: %s', async (verdict, text) => {
    const { sections } = await extractOf([stored({ emergency: true })], verdict);
    expect(sections[0]?.rows[0]?.emergency).toBe(text);
  });

  it('never names protected staff, nor staff whose protection nobody can tell, whoever vouched for the name', async () => {
    const name = fc.stringMatching(/^[A-ZÅÄÖ][a-zåäö]{7,12}zq [A-ZÅÄÖ][a-zåäö]{7,12}qz$/);
    await fc.assert(
      fc.asyncProperty(name, fc.constantFrom(PROTECTED, 'SE2321000999-UNKNOWN'), async (secret, hsaId) => {
        const caller = { hsaId, name: secret, kind: 'person', organisation: secret } as const;
        const entry = stored({ actor: by(hsaId, secret), caller, reason: secret });
        const extract = await extractOf([entry, { ...entry, actor: undefined, correlationId: 'by certificate' }]);
        const everything = [extractCsv(extract), pdfText(await extractPdf(extract)), JSON.stringify(extract)].join('');
        for (const word of [...secret.split(' '), hsaId]) expect(everything).not.toContain(word);
        expect(everything).toMatch(/Personal/);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the extract as a table', () => {
  it('is no program: nothing in it is taken for a formula', async () => {
    const formula = fc
      .tuple(fc.constantFrom('', ' ', '\n'), fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string())
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(formula, async (text) => {
        const cells = extractCsv(await extractOf([stored({ purpose: text })])).split(/";"|"\r\n"|^\uFEFF"|"\r\n$/);
        for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@\t\r]/);
      }),
    );
  });

  it('keeps quotes, semicolons and line breaks inside their cells', async () => {
    const text = extractCsv(await extractOf([stored({ purpose: 'a";"b\nc' })]));
    expect(text).toContain('"a"";""b\nc"');
    expect(text.startsWith('\uFEFF"Vårdgivare";"Tidpunkt";')).toBe(true);
  });
});

describe('the extract on paper', () => {
  it('says the same, in Swedish, tagged for reading aloud, with pages numbered', async () => {
    const entries = Array.from({ length: 40 }, (_, index) =>
      stored({ actor: by(PHYSICIAN), correlationId: String(index), emergency: index === 7 }),
    );
    const pdf = await extractPdf(await extractOf(entries));
    const text = pdfText(pdf);
    expect(text).toContain('Utdrag ur åtkomstloggen\nPersonnummer eller annan beteckning: 191212121212, 197010632391');
    expect(text.match(/^Ylva Demoström, Läkare$/gm)).toHaveLength(40);
    expect(text.match(/^Nödöppning\. Granskas; ännu inte bedömd\.$/gm)).toHaveLength(1);
    const pages = text.match(/Sida \d av (\d)/g) ?? [];
    expect(pages.at(-1)).toBe(`Sida ${pages.length} av ${pages.length}`);
    const structure = pdf.toString('latin1');
    for (const part of ['/Lang (sv-SE)', '/Marked true', '/S /H1', '/S /H2', '/S /P'])
      expect(structure).toContain(part);
  });

  it('says plainly that nobody has read', async () => {
    expect(pdfText(await extractPdf(await extractOf([])))).toContain('Ingen har läst dina uppgifter genom bryggan');
  });

  it('writes Sámi and Swedish letters as they are, and nothing that steers', async () => {
    const purpose = 'Biŋá Đorvi čoahkki šŧžđŋ ÅÄÖ';
    const text = pdfText(await extractPdf(await extractOf([stored({ purpose: `${purpose}\u202E\u0007` })])));
    expect(text).toContain(`Ändamål: ${purpose}\uFFFD\uFFFD.`);
  });
});
