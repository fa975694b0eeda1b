import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { archive, vasternorrland } from '../../src/simulators/index.ts';
import { dayOf } from '../../src/simulators/world/calendar.ts';
import { loadCareUnits } from '../../src/simulators/world/care-units.ts';
import { createArchiveData, createCouncilData, select } from '../../src/simulators/world/council-data.ts';
import { storyPersons } from '../../src/simulators/world/story-persons.ts';
import { directory, today, tolvan, withCouncils } from './councils.ts';

const world = { seed: 'norrbryggan', today: dayOf(today) };
const careUnits = await loadCareUnits(directory);
const old = createArchiveData(world, careUnits);
const present = createCouncilData(world, careUnits)[vasternorrland];
const { identity } = storyPersons.marta;

const filter = { patient: identity, period: undefined, careUnits: [], sourceSystem: undefined, careContacts: [] };
const notesIn = (data: typeof old) =>
  select(data, 'GetCareDocumentation:2', filter).map(({ careDocumentationHeader: header, careDocumentationBody }) => ({
    id: header.documentId,
    said: `${header.documentTime} ${careDocumentationBody.clinicalDocumentNote.clinicalDocumentNoteText}`,
  }));

describe('Västernorrland’s archive', () => {
  it('ends with 2020, and begins before the new system does', () => {
    const years = notesIn(old).map(({ said }) => said.slice(0, 4));
    expect(years.at(0)).toBe('2009');
    expect(years.at(-1)).toBe('2020');
    expect(notesIn(present)[0]?.said.slice(0, 4)).toBe('2018');
  });

  it('holds some records that the new system holds under another id', () => {
    const copies = notesIn(present).filter(({ said }) => said < '2021');
    expect(copies.length).toBeGreaterThan(3);
    for (const { id, said } of copies) {
      const original = notesIn(old).find((one) => one.said === said);
      expect([said, original !== undefined, original?.id === id]).toEqual([said, true, false]);
    }
  });

  it('shares some records with the new system by the configuration’s aliases', () => {
    const noteOf = ({ source, documentId }: { source: string; documentId: string }) =>
      notesIn(source === archive ? old : present).find(({ id }) => id === documentId)?.said;
    const pairs = loadConfig({}).aliases.flatMap((alias) => ('same' in alias ? [alias.same.map(noteOf)] : []));
    expect(pairs.length).toBeGreaterThan(2);
    for (const [one, other] of pairs) {
      expect(one).toBeDefined();
      expect(other).toBe(one);
    }
  });

  it('holds nothing but notes and laboratory answers', () => {
    expect(select(old, 'GetLaboratoryOrderOutcome:3', filter).length).toBeGreaterThan(8);
    expect(select(old, 'GetMedicationHistory:2', filter)).toEqual([]);
    expect(select(old, 'GetDiagnosis:2', filter)).toEqual([]);
  });
});

describe('on the wire', () => {
  const started = withCouncils();
  const ask = (name: string, domain: string, major: number) =>
    started.client.post(
      started.councils.urls[archive] ?? '',
      `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><LogicalAddress xmlns="urn:riv:itintegration:registry:1">${archive}</LogicalAddress></e:Header><e:Body><s:${name} xmlns:s="${domain}:${name}Responder:${major}" xmlns:t="${domain}:${major}"><s:patientId><t:id>${tolvan.id}</t:id><t:type>${tolvan.type}</t:type></s:patientId></s:${name}></e:Body></e:Envelope>`,
      { 'content-type': 'text/xml; charset=UTF-8' },
    );

  it('answers for itself, in the contracts it still speaks', async () => {
    const notes = await ask('GetCareDocumentation', 'urn:riv:clinicalprocess:healthcond:description', 2);
    expect(notes.status).toBe(200);
    expect(notes.body).toContain(`:sourceSystemHSAid>${archive}<`);
    const results = await ask('GetLaboratoryOrderOutcome', 'urn:riv:clinicalprocess:healthcond:actoutcome', 3);
    expect(results.status).toBe(200);
    expect(results.body).toContain(':laboratoryOrderOutcome>');
  });

  it('knows no other contract', async () => {
    const { status, body } = await ask('GetDiagnosis', 'urn:riv:clinicalprocess:healthcond:description', 2);
    expect([status, body]).toEqual([500, expect.stringContaining('Okänt tjänstekontrakt')]);
  });
});
