import { expect, it } from 'vitest';
import { contractById } from '../../../src/contracts/index.ts';
import { overviewPdf } from '../../../src/faces/portal-api/output/overview-pdf.ts';
import { textOfMarkup } from '../../../src/faces/portal-api/output/text-of-markup.ts';
import type { ReadingEvent } from '../../../src/faces/portal-api/shapes/reading.ts';
import { createPaper } from '../../../src/paper/paper.ts';
import { nothingRead, readingState } from '../../../src/portal/overview/reading-state.ts';
import { shownAs } from '../../portal/records/shown-record.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { storyRecords } from '../../support/world-records.ts';

const contract = 'GetDiagnosis:2';
const [answers, fails] = ['SE2321000230-DEMOVAS', 'SE2321000206-DEMOFHIR'];

function read() {
  const diagnosis = contractById(contract);
  if (!diagnosis) throw new Error('There is no such contract.');
  const records = storyRecords(diagnosis)
    .slice(0, 3)
    .map((data) => shownAs(diagnosis, data));
  const base = { contract, notes: [], deliversFrom: undefined } as const;
  const asked = [
    { contract, source: answers, name: 'Norrbotten' },
    { contract, source: fails, name: 'Västernorrland' },
  ] as const;
  const events: readonly ReadingEvent[] = [
    { kind: 'started', correlationId: 'c', at: '', asked, notAsked: [], deadline: 0 },
    {
      kind: 'part',
      contract,
      source: answers,
      records,
      coverage: {
        ...base,
        ...{ source: answers, name: 'Norrbotten', outcome: 'answered' },
        ...{ records: 3, milliseconds: 1, withheld: 0, duplicateIds: 0 },
      },
    },
    {
      kind: 'part',
      contract,
      source: fails,
      records: [],
      coverage: {
        ...base,
        ...{ source: fails, name: 'Västernorrland', outcome: 'failed' },
        ...{ reason: 'timed-out', status: 504, text: '', milliseconds: 1 },
      },
    },
  ];
  const begun = readingState(nothingRead, {
    kind: 'chosen',
    reading: 1,
    request: { choice: { kind: 'contracts', contracts: [contract] } },
  });
  return events.reduce((state, event) => readingState(state, { kind: 'came', reading: 1, event }), begun);
}

it.each([
  ['sv', 'Patientöversikt', /Västernorrland.*svarade inte/],
  ['en', 'Patient overview', /Västernorrland.*did not answer/],
] as const)('says in %s who had it made, what is missing, and then what there is', async (language, title, missing) => {
  const patient = {
    identity: { id: '191212121212', type: '1.2.752.129.2.1.3.1' },
    ...{ known: true, name: null, sex: null, birthDate: null, death: null, protected: false },
  };
  const mark = { reader: 'Ylva Demoström', title: 'Läkare', unit: 'Medicinkliniken', at: '2026-11-26T05:00:00Z' };
  const text = pdfText(await overviewPdf({ patient, mark, language, state: read() }));
  expect(text).toContain(title);
  expect(text).toMatch(/19121212-1212/);
  expect(text).toMatch(/Ylva Demoström, Läkare, Medicinkliniken, 2026-11-26 06:00/);
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(missing);
});

it('has the words of a marked-up note, a line each, and what cannot be read as it stands', () => {
  const note =
    '<article><title>Anteckning</title><section><para>Mår <emphasis>bra</emphasis>.</para><para>Åter.</para></section></article>';
  expect(textOfMarkup(note)).toBe('Anteckning\nMår bra.\nÅter.');
  expect(textOfMarkup('<article>trasig')).toBe('<article>trasig');
});

it('prints tabs, line ends and soft hyphens as what they are for, and marks what else cannot be printed', async () => {
  const paper = await createPaper('Prov', 'sv-SE');
  paper.write('P', 'Waran\t2,5 mg\r\nåter\u00ADbesök\rslut\u0007');
  const text = pdfText(await paper.finish('', () => ''));
  expect(text.replaceAll(/ +/g, ' ')).toMatch(/^Waran 2,5 mg ?\nåterbesök\nslut\uFFFD/);
});
