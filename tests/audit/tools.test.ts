import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccessLog, createAccessLog, createLogTools, type LogTools, type Officer } from '../../src/audit/index.ts';
import { insertVerdict } from '../../src/audit/review/store.ts';
import { createEvents } from '../../src/events.ts';
import { createDirectory } from '../../src/hsa/index.ts';
import { createFileRegister } from '../../src/persons/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { demoConfig } from '../support/config.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import { pdfText } from '../support/pdf-text.ts';
import { sampleEntry, sampleRefusal } from './sample-entry.ts';
import { by } from './stored-entries.ts';

const NORRBOTTEN = 'SE2321000230-DEMOVG';
const VASTERBOTTEN = 'SE2321000222-DEMOVG';
const VASTERNORRLAND = 'SE2321000206-DEMOVG';
const OFFICER = 'SE2321000230-DEMOSAKERHET';
const PHYSICIAN = 'SE2321000230-DEMOLAKARE';

const current = { id: '197010039811', type: '1.2.752.129.2.1.3.1' };
const former = { id: '197010632391', type: '1.2.752.129.2.1.3.3' };
const at = (careProvider: string) => ({ careProvider, careUnit: `${careProvider.slice(0, 12)}-DEMOVE1` });
const unit = (careProvider: string, records = 1) => ({
  ...at(careProvider),
  source: `${careProvider.slice(0, 12)}-DEMOSYS`,
  records,
});

const releases: (() => Promise<unknown>)[] = [];
let store: Store;
let log: AccessLog;
let tools: LogTools;

beforeAll(async () => {
  const dataDir = await temporaryDataDir();
  releases.push(dataDir.remove);
  const config = demoConfig(
    (bendable) => {
      bendable.audit.strangersTo = VASTERBOTTEN;
    },
    { DATA_DIR: dataDir.path },
  );
  store = await openStore(config);
  releases.push(store.close);
  log = await createAccessLog({ store, config });
  releases.push(() => log.close());
  const directory = await createDirectory(config.directory, createEvents());
  const persons = createFileRegister('file:config/persons/demo.yaml');
  tools = createLogTools({ config, store, log, directory, persons });
}, 60_000);
afterAll(async () => {
  for (const release of releases.reverse()) await release();
});

function officer(controller: string | undefined, hsaId = OFFICER): Officer {
  return {
    correlationId: 'of-the-officer',
    face: 'portal',
    caller: undefined,
    certificate: undefined,
    actor: by(hsaId),
    controller,
  };
}

describe('the extract', () => {
  const patient = { patient: former, linked: undefined };
  beforeAll(async () => {
    await log.append([
      sampleEntry({ ...patient, correlationId: 'x1', actor: by(PHYSICIAN), contract: 'GetDiagnosis:2' }),
      sampleEntry({
        patient: current,
        linked: [former],
        correlationId: 'x2',
        actor: by(PHYSICIAN),
        contract: 'GetMedicationHistory:2',
        reader: at(VASTERBOTTEN),
        units: [unit(NORRBOTTEN), unit(VASTERNORRLAND)],
      }),
      sampleEntry({ patient: current, correlationId: 'x3', contract: 'GetVaccinationHistory:2', outcome: 'refused' }),
    ]);
  });

  it.each([
    ['the present number', current],
    ['an earlier one', former],
  ])('by %s finds what was read under each', async (_what, given) => {
    const { csv, pdf } = await tools.extract({ officer: officer(undefined), patient: given });
    const deeds = csv.split('\r\n').map((line) => line.split('";"')[6]);
    expect(deeds).toEqual(expect.arrayContaining(['Läste diagnoser.', 'Läste läkemedel.']));
    expect(csv).not.toContain('vaccinationer');
    expect(pdfText(Buffer.from(pdf, 'base64'))).toContain(`beteckning: ${given.id}, `);
  });

  it('of one care provider tells what its staff read, and of others’ reading its own part alone', async () => {
    const { csv } = await tools.extract({ officer: officer(NORRBOTTEN), patient: current });
    expect(csv).toContain('Läste diagnoser.');
    expect(csv).toContain('Läste läkemedel.');
    expect(csv).toContain('Region Norrbotten');
    expect(csv).not.toContain('Region Västernorrland');
    const other = await tools.extract({ officer: officer(VASTERNORRLAND), patient: current });
    expect(other.csv).not.toContain('Läste diagnoser.');
    expect(other.csv).not.toContain('DEMOVE1, Region Norrbotten');
  });

  it('is itself on the log', async () => {
    const { entries } = await log.list({ action: 'extract:make' }, { limit: 10 });
    expect(entries[0]).toMatchObject({
      kind: 'act',
      purpose: 'Administration',
      actor: { hsaId: OFFICER },
      reader: { careProvider: VASTERNORRLAND },
      patient: current,
    });
  });
});

describe('a review', () => {
  const review = () => tools.drawReview({ officer: officer(NORRBOTTEN), from: undefined, to: undefined, size: 50 });

  it('is drawn from the own care provider’s accesses, and again from its seed', async () => {
    const first = await review();
    const again = await tools.drawReview({
      officer: officer(NORRBOTTEN),
      from: undefined,
      to: first.at,
      size: 50,
      seed: first.seed,
    });
    const [one, two] = await Promise.all(
      [first, again].map(({ id }) => tools.showReview({ officer: officer(NORRBOTTEN), review: id })),
    );
    expect(one?.items.map(({ entry }) => entry)).toEqual(two?.items.map(({ entry }) => entry));
    expect(one?.items.length).toBeGreaterThan(0);
    for (const { access } of one?.items ?? [])
      expect([access?.reader?.careProvider, ...(access?.units ?? []).map((each) => each.careProvider)]).toContain(
        NORRBOTTEN,
      );
    const [entry] = (await log.list({ action: 'review:draw' }, { limit: 1 })).entries;
    expect(entry?.details).toMatchObject({ review: again.id, seed: first.seed, size: 50 });
  });

  it('shows all of an answer in parts, and nothing of others', async () => {
    const access = { correlationId: 'in-parts', patient: current, actor: by(PHYSICIAN), contract: 'GetDiagnosis:2' };
    const begun = sampleEntry({ ...access, outcome: 'empty', units: [], records: 0 });
    const part = (careProvider: string, records: number, more: object = {}) => {
      const units = records > 0 ? [unit(careProvider, records)] : [];
      return sampleEntry({ ...access, kind: 'continuation', units, records, ...more });
    };
    await log.append([begun]);
    await log.append([part(VASTERBOTTEN, 2), part(NORRBOTTEN, 9, { contract: 'GetCarePlans:2' })]);
    await log.append([part(VASTERNORRLAND, 3)]);
    await log.append([part(NORRBOTTEN, 0, { outcome: 'partial', reason: 'One has not answered.' })]);
    const { id } = await review();
    const { items } = await tools.showReview({ officer: officer(NORRBOTTEN), review: id });
    expect(items.find(({ entry }) => entry === begun.id)?.access).toMatchObject({
      outcome: 'partial',
      reason: 'One has not answered.',
      records: 5,
      units: [unit(VASTERBOTTEN, 2), unit(VASTERNORRLAND, 3)],
    });
    const elsewhere = officer(VASTERNORRLAND);
    const { id: theirs } = await tools.drawReview({ officer: elsewhere, from: undefined, to: undefined, size: 1_000 });
    const { items: drawn } = await tools.showReview({ officer: elsewhere, review: theirs });
    const seen = drawn.filter(({ access }) => access?.correlationId === 'in-parts');
    expect(seen, 'who disclosed sees only parts').toMatchObject([{ access: { units: [unit(VASTERNORRLAND, 3)] } }]);
  });

  it('is seen and judged by the own care provider alone, and the verdict is on the log', async () => {
    const { id } = await review();
    const { items } = await tools.showReview({ officer: officer(NORRBOTTEN), review: id });
    // What she did herself may be among the accesses drawn, and is for somebody else to judge.
    const item = items.find(({ access }) => access?.actor?.hsaId !== OFFICER);
    const verdict = { review: id, entry: item?.entry ?? '', verdict: 'justified', reason: ' Remiss finns. ' } as const;
    for (const stranger of [VASTERBOTTEN, VASTERNORRLAND]) {
      const notFound = { code: 'NOT_FOUND' };
      await expect(tools.showReview({ officer: officer(stranger), review: id })).rejects.toMatchObject(notFound);
      await expect(tools.judge({ officer: officer(stranger), ...verdict })).rejects.toMatchObject(notFound);
      expect((await tools.listReviews({ officer: officer(stranger) })).map((each) => each.id)).not.toContain(id);
    }
    await tools.judge({ officer: officer(NORRBOTTEN), ...verdict });
    const shown = await tools.showReview({ officer: officer(NORRBOTTEN), review: id });
    expect(shown.items.find(({ entry }) => entry === item?.entry)?.verdicts).toMatchObject([
      { verdict: 'justified', reason: 'Remiss finns.', madeBy: OFFICER },
    ]);
    const [entry] = (await log.list({ action: 'review:verdict' }, { limit: 1 })).entries;
    expect(entry?.details).toEqual({ review: id, entry: item?.entry, verdict: 'justified', reason: 'Remiss finns.' });
  });

  it('names staff in its summary as the care directory does, never as the log does', async () => {
    const { id } = await review();
    const summary = await tools.reviewSummary({ officer: officer(NORRBOTTEN), review: id, language: 'sv' });
    for (const text of [summary.csv, pdfText(Buffer.from(summary.pdf, 'base64'))]) {
      expect(text).toContain(PHYSICIAN);
      expect(text).not.toContain('Vouched For');
    }
  });

  it('is not of one’s own access, and a verdict has a reason', async () => {
    const { id } = await review();
    const { items } = await tools.showReview({ officer: officer(NORRBOTTEN), review: id });
    const own = items.find(({ access }) => access?.actor?.hsaId === PHYSICIAN);
    const verdict = { review: id, entry: own?.entry ?? '', verdict: 'justified', reason: 'Det var jag.' } as const;
    const herself = officer(NORRBOTTEN, PHYSICIAN.toLowerCase());
    await expect(tools.judge({ officer: herself, ...verdict })).rejects.toMatchObject({ code: 'REVIEW_OWN_ACCESS' });
    for (const reason of ['', '  ', 'x'.repeat(1_025)])
      await expect(tools.judge({ officer: officer(NORRBOTTEN), ...verdict, reason })).rejects.toMatchObject({
        code: 'REVIEW_INVALID',
      });
    await expect(tools.judge({ officer: officer(NORRBOTTEN), ...verdict, entry: 'not-drawn' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('an emergency', () => {
  const emergency = '7c1a3e9e-0000-4000-8000-000000000001';
  const patient = { id: '195006159809', type: '1.2.752.129.2.1.3.1' };
  const act = {
    kind: 'act',
    activity: 'Nödöppning',
    emergency: true,
    patient,
    actor: by(PHYSICIAN),
    reader: at(NORRBOTTEN),
    units: [],
    contract: undefined,
  } as const;
  const tasks = (controller: string | undefined, closed = false) =>
    tools.emergencies({ officer: officer(controller), closed });

  beforeAll(async () => {
    const details = { id: emergency, reasonCode: 'danger-to-life', text: 'Medvetslös' };
    await log.append(sampleEntry({ ...act, action: 'emergency:declare', correlationId: 'e1', details }));
    await log.append(sampleEntry({ ...act, action: 'emergency:open', correlationId: 'e2', details }));
    await log.append(
      sampleEntry({
        correlationId: 'e3',
        patient,
        actor: by(PHYSICIAN),
        emergency: true,
        units: [unit(VASTERBOTTEN)],
        decision: {
          outcome: 'permit',
          code: undefined,
          rule: 'r',
          ruleSet: 'svod-2023',
          ground: 'SVOD 3:6',
          inputs: { consent: { known: true, value: { state: 'emergency', assertionId: emergency } } },
        },
      }),
    );
  });

  it('waits for a verdict at the care provider that read, with those who are responsible for it', async () => {
    const expected = {
      emergency,
      opened: true,
      reader: PHYSICIAN,
      careProvider: NORRBOTTEN,
      reasonCode: 'danger-to-life',
      reason: 'Medvetslös',
      reviewers: [OFFICER],
      verdicts: [],
      patient,
      read: { contracts: ['GetDiagnosis:2'], units: [unit(VASTERBOTTEN).careUnit], records: 4 },
      judgeBy: '2026-05-15T10:00:00.000Z',
      isOwn: false,
    };
    expect(await tasks(NORRBOTTEN)).toEqual([expect.objectContaining(expected)]);
    expect(await tools.emergencies({ officer: officer(NORRBOTTEN, PHYSICIAN), closed: false })).toMatchObject([
      { emergency, isOwn: true },
    ]);
    expect(await tools.waiting({ officer: officer(NORRBOTTEN) })).toMatchObject({ emergencies: 1 });
    expect(await tools.waiting({ officer: officer(VASTERBOTTEN) })).toMatchObject({ emergencies: 0 });
    expect(await tasks(undefined)).toHaveLength(1);
    expect(await tasks(VASTERBOTTEN), 'whose data was read').toEqual([]);
  });

  it('is not judged by what was found of an entry that its id was taken from', async () => {
    const review = await tools.drawReview({ officer: officer(NORRBOTTEN), from: undefined, to: undefined, size: 1 });
    await insertVerdict(store.db, {
      id: crypto.randomUUID(),
      at: new Date().toISOString(),
      review: review.id,
      subject: emergency,
      verdict: 'justified',
      reason: 'Ett annat ärende.',
      madeBy: OFFICER,
      upTo: new Date().toISOString(),
    });
    expect(await tasks(NORRBOTTEN)).toMatchObject([{ emergency, verdicts: [] }]);
  });

  it('shows in the patient’s extract, first as waiting and then with its verdict', async () => {
    const extract = async () => (await tools.extract({ officer: officer(undefined), patient })).csv;
    expect(await extract()).toContain('Nödöppning. Granskas; ännu inte bedömd.');
    const judge = { emergency, verdict: 'not-justified', reason: 'Patienten var vid medvetande.' } as const;
    const refused = tools.judgeEmergency({ officer: officer(NORRBOTTEN, PHYSICIAN), ...judge });
    await expect(refused).rejects.toMatchObject({ code: 'REVIEW_OWN_ACCESS' });
    const strange = tools.judgeEmergency({ officer: officer(VASTERBOTTEN), ...judge });
    await expect(strange).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await tools.judgeEmergency({ officer: officer(NORRBOTTEN), ...judge });
    expect((await extract()).match(/Nödöppning\. Granskad: inte befogad\./g)).toHaveLength(3);
    expect(await tasks(NORRBOTTEN)).toEqual([]);
    expect(await tasks(NORRBOTTEN, true)).toMatchObject([{ verdicts: [{ verdict: 'not-justified' }] }]);
  });

  it('that was judged when only declared waits again once it is opened, and a verdict goes as far as was seen', async () => {
    const declared = { ...act, patient: former, details: { id: 'declared-first' } };
    const judge = { officer: officer(NORRBOTTEN), emergency: 'declared-first', verdict: 'justified' } as const;
    const extract = async () => (await tools.extract({ officer: officer(undefined), patient: former })).csv;
    await log.append(sampleEntry({ ...declared, action: 'emergency:declare', at: '2026-05-02T10:00:00.000Z' }));
    await tools.judgeEmergency({ ...judge, reason: 'Bara uppgiven.' });
    expect(await tasks(NORRBOTTEN)).toEqual([]);
    await log.append(sampleEntry({ ...declared, action: 'emergency:open', at: '2026-05-02T10:05:00.000Z' }));
    const waiting = { emergency: 'declared-first', isOpen: true, verdicts: [{ reason: 'Bara uppgiven.' }] };
    expect(await tasks(NORRBOTTEN)).toMatchObject([{ ...waiting, last: '2026-05-02T10:05:00.000Z' }]);
    expect(await extract()).toContain('Granskad: befogad.');
    expect(await extract()).toContain('ännu inte bedömd.');
    await tools.judgeEmergency({ ...judge, reason: 'Såg inte öppningen.', upTo: '2026-05-02T10:00:00.000Z' });
    expect(await tools.waiting({ officer: officer(NORRBOTTEN) })).toMatchObject({ emergencies: 1 });
    await tools.judgeEmergency({ ...judge, reason: 'Öppnad vid ambulansfärd.', upTo: '2026-05-02T10:05:00.000Z' });
    expect(await tasks(NORRBOTTEN)).toEqual([]);
    expect(await extract()).not.toContain('ännu inte bedömd.');
  });

  it('counts against the care provider’s other units', async () => {
    const peers = Array.from({ length: 4 }, (_, nr) =>
      sampleEntry({ correlationId: `p${nr}`, reader: { careProvider: NORRBOTTEN, careUnit: 'SE2321000230-DEMOVE9' } }),
    );
    await log.append(peers);
    const period = { from: '2026-05-01T00:00:00+02:00', to: '2026-05-02T00:00:00+02:00' };
    const { units } = await tools.statistics({ officer: officer(NORRBOTTEN), ...period });
    const [first, second] = units;
    expect(first).toMatchObject({ careUnit: 'SE2321000230-DEMOVE1', emergencies: 1, peersPerThousand: 0 });
    expect(first?.perThousand).toBe(Math.round(10_000 / (first?.accesses ?? 0)) / 10);
    expect(second).toMatchObject({ careUnit: 'SE2321000230-DEMOVE9', accesses: 4, emergencies: 0, perThousand: 0 });
    const others = await tools.statistics({ officer: officer(VASTERNORRLAND), ...period });
    expect(others.units).toEqual([]);
  });
});

describe('certificates', () => {
  it('of strangers are shown to the one care provider appointed for them', async () => {
    await log.append(sampleRefusal({ correlationId: 'c1' }));
    const seen = async (controller: string | undefined) =>
      (await tools.certificates({ officer: officer(controller) })).map(({ serial }) => serial);
    expect(await seen(undefined)).toContain('dead');
    expect(await seen(VASTERBOTTEN)).toContain('dead');
    expect(await seen(NORRBOTTEN)).toEqual(['0a1b2c3d']);
  });
});
