import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createOperationalLog } from '../../../src/operational-log.ts';
import { addresses } from '../../support/running-bridge.ts';
import { clinic, type Gates, providers, type Read, startGates } from './reading.ts';

let gates: Gates;
const undo: (() => Promise<void>)[] = [];
/** Lines of the operational log, of all that is done below. */
const operational: string[] = [];
beforeAll(async () => {
  gates = await startGates();
  // Beside the bridge's own, which is silent here.
  const { bridge, config } = gates.running;
  createOperationalLog({ ...config, logLevel: 'trace' }, bridge.events, { write: (line) => operational.push(line) });
}, 120_000);
afterEach(async () => {
  for (const each of undo.splice(0)) await each();
});
afterAll(() => gates?.running.close());

const of = (source: string) => (id: string) => id.startsWith(source);
const without = (read: Read, source: string) => read.shown.filter((id) => !of(source)(id));

describe('a system that answers for relation and consent itself', () => {
  const faces = () => Promise.all([gates.soap('vasterbotten'), gates.fhir('vasterbotten'), gates.npo('vasterbotten')]);

  it('is shown the same on every face, and nothing is said of more', async () => {
    const [soap, fhir, npo] = await faces();
    expect(soap.shown.length).toBeGreaterThan(20);
    expect([fhir.shown, npo.shown]).toEqual([soap.shown, soap.shown]);
    expect([soap.more, fhir.more, npo.more]).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    ['another care provider', 'norrbotten', addresses.norrbotten, false],
    ['a unit of another care provider', 'norrbotten', addresses.norrbotten, true],
    ['another unit of its own care provider', 'vasterbotten', addresses.vasterbotten, true],
  ] as const)('is not shown what the patient has blocked at %s', async (_what, region, source, isInner) => {
    const before = await faces();
    const entry = (await gates.running.log()).find(({ id }) => id === before[0].decision);
    const unit = entry?.units.find((released) => released.source === source)?.careUnit;
    undo.push(await gates.block(region, isInner ? unit : undefined));
    const after = await faces();
    const [soap, fhir, npo] = after;
    const gone = before[0].shown.filter((id) => !soap.shown.includes(id));
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.every(of(source))).toBe(true);
    expect([fhir.shown, npo.shown]).toEqual([soap.shown, soap.shown]);
    if (!isInner) expect(soap.shown).toEqual(without(before[0], source));
    for (const read of after) {
      expect(read.more).toBe('blocked-exists');
      expect(read.said).toContain('spärrade uppgifter');
      for (const id of gone) expect(read.all).not.toContain(id.split(' ')[1]);
    }
  });

  it('is shown its own care provider’s in spite of an outer block there', async () => {
    const before = await gates.soap('vasterbotten');
    undo.push(await gates.block('vasterbotten'));
    expect((await gates.soap('vasterbotten')).shown).toEqual(before.shown);
  });

  it('learns nothing at another care provider’s own address: it is as if nothing were there', async () => {
    undo.push(await gates.block('norrbotten'));
    const read = await gates.soap('vasterbotten', addresses.norrbotten);
    expect(read).toMatchObject({ status: 200, shown: [], more: undefined });
  });

  it('has on the log what was decided, by which rules, and that there is more', async () => {
    undo.push(await gates.block('norrbotten'));
    const { decision } = await gates.soap('vasterbotten');
    const log = await gates.running.log();
    const entry = log.find(({ id }) => id === decision);
    expect(entry).toMatchObject({
      kind: 'access',
      reader: { careProvider: providers.vasterbotten },
      decision: { outcome: 'partial', ruleSet: 'svod-2023', inputs: { blocks: [{ from: 'bridge' }] } },
    });
    expect(entry?.decision?.records).toContainEqual(expect.objectContaining({ shown: 'blocked-exists' }));
    expect(entry?.units.some(({ careProvider }) => careProvider === providers.norrbotten)).toBe(false);
    expect(log.find(({ action, details }) => action === 'indicator' && details?.access === decision)).toBeDefined();
  });
});

describe('a system whose readers are judged here', () => {
  const faces = () => Promise.all([gates.soapAs(), gates.fhirAs()]);
  const refused = (code: string) => ({ shown: [], said: expect.stringContaining(`Reason ${code}`) });

  it('must name who reads, on every face', async () => {
    const reads = [await gates.soap('norrbotten'), await gates.fhir('norrbotten'), await gates.npo('norrbotten')];
    for (const read of reads) expect(read).toMatchObject(refused('ACTOR_REQUIRED'));
    for (const { decision } of reads) {
      const entry = (await gates.running.log()).find(({ id }) => id === decision);
      expect(entry).toMatchObject({ kind: 'refusal', code: 'ACTOR_REQUIRED', patient: { id: '191212121212' } });
    }
  });

  it('is shown nothing without relation, own care provider’s without consent, and all with it', async () => {
    for (const read of await faces()) expect(read).toMatchObject(refused('NO_RELATION'));
    expect((await gates.personAs()).status).toBe(403);
    await gates.relate();
    expect((await gates.personAs()).body).toContain('Tolvansson');
    const all = (await gates.soap('vasterbotten')).shown;
    for (const read of await faces()) {
      expect(read.shown).toEqual(all.filter(of(addresses.norrbotten)));
      expect(read.more).toBe('unblocked-exists');
      expect(read.said).toContain('samtycke');
    }
    const cancel = await gates.assert('Consent');
    for (const read of await faces()) expect(read).toMatchObject({ shown: all, more: undefined });
    undo.push(await gates.block('vasternorrland'));
    for (const read of await faces()) {
      expect(read.shown).toEqual(all.filter((id) => !of(addresses.vasternorrland)(id) && !id.includes('ARKIV')));
      expect(read.more).toBe('blocked-exists');
    }
    await cancel();
    for (const read of await faces())
      expect(read.more?.split(', ').sort()).toEqual(['blocked-exists', 'unblocked-exists']);
  });

  it('is let in on an emergency that is registered, never on one that is only stated, and past no block', async () => {
    for (const read of [await gates.soapAs('BTG'), await gates.fhirAs('ETREAT')])
      expect(read).toMatchObject(refused('CONSENT_REQUIRED'));
    const all = (await gates.soap('vasterbotten')).shown;
    undo.push(await gates.assert('Emergency'), await gates.block('vasterbotten'));
    for (const read of [await gates.soapAs('BTG'), await gates.fhirAs('ETREAT')]) {
      expect(read.shown).toEqual(all.filter((id) => !of(addresses.vasterbotten)(id)));
      const entry = (await gates.running.log()).find(({ id }) => id === read.decision);
      expect(entry).toMatchObject({ emergency: true, activity: 'Nödöppning' });
    }
  });
});

describe('a person who reads, under what the patient has decided', () => {
  const faces = () => Promise.all([gates.soapAs(), gates.fhirAs(), gates.portal()]);
  const own = of(addresses.norrbotten);
  /** What the physician's own care provider holds, and that of it which another unit than hers does. */
  let all: readonly string[];
  let ofOtherUnit: readonly string[];
  let otherUnit: string;
  beforeAll(async () => {
    await gates.relate();
    const { shown, decision } = await gates.soap('vasterbotten');
    all = shown;
    const entry = (await gates.running.log()).find(({ id }) => id === decision);
    const units = entry?.units.filter(({ source }) => source === addresses.norrbotten) ?? [];
    expect(units.map(({ careUnit }) => careUnit)).toContain(clinic);
    otherUnit = units.find(({ careUnit }) => careUnit !== clinic)?.careUnit ?? '';
    const unblock = await gates.block('norrbotten', otherUnit);
    const { shown: rest } = await gates.soap('vasterbotten');
    ofOtherUnit = all.filter((id) => !rest.includes(id));
    await unblock();
    expect(ofOtherUnit.length).toBeGreaterThan(0);
    expect(ofOtherUnit.every(own)).toBe(true);
  });
  const except = (ids: readonly string[]) => all.filter((id) => !ids.includes(id));

  it('is shown her own unit’s in spite of a block there, and not what another unit’s block hides', async () => {
    undo.push(await gates.assert('Consent'), await gates.block('norrbotten', clinic));
    for (const read of await faces()) expect(read).toMatchObject({ shown: all, more: undefined });
    undo.push(await gates.block('norrbotten', otherUnit));
    for (const read of await faces())
      expect(read).toMatchObject({ shown: except(ofOtherUnit), more: 'blocked-exists' });
  });

  it('is shown what was blocked when the block is lifted for her', async () => {
    undo.push(await gates.assert('Consent'), await gates.liftedBlock(otherUnit));
    for (const read of await faces()) expect(read).toMatchObject({ shown: all, more: undefined });
  });

  it('is shown no other care provider’s when the patient refuses, and nothing is said of what is blocked', async () => {
    undo.push(await gates.refuse());
    for (const region of ['vasterbotten', 'vasternorrland'] as const) {
      for (const read of await faces())
        expect(read).toMatchObject({ shown: all.filter(own), more: 'unblocked-exists' });
      undo.push(await gates.block(region));
    }
    for (const read of await faces()) expect(read).toMatchObject({ shown: all.filter(own), more: undefined });
  });

  it('learns in an emergency first who holds and who has blocked, then reads what nobody has blocked', async () => {
    undo.push(await gates.block('vasterbotten'), await gates.block('norrbotten', otherUnit));
    const emergency = await gates.declareEmergency();
    undo.push(emergency.close);
    const ofOwn = except(ofOtherUnit).filter(own);
    const held = all.filter((id) => !own(id) && !of(addresses.vasterbotten)(id));
    for (const read of await faces()) {
      expect(read.shown).toEqual(ofOwn);
      for (const named of [...Object.values(providers).slice(1), otherUnit]) expect(read.said).toContain(named);
      for (const id of except(ofOwn)) expect(read.all).not.toContain(id.split(' ')[1]);
    }
    await emergency.open();
    for (const read of await faces()) {
      expect(read.shown).toEqual([...ofOwn, ...held].sort());
      for (const named of [providers.vasterbotten, otherUnit]) expect(read.said).toContain(named);
      expect(read.said).not.toContain(providers.vasternorrland);
      const entry = (await gates.running.log()).find(({ id }) => id === read.decision);
      expect(entry).toMatchObject({ emergency: true, activity: 'Nödöppning' });
    }
  });
});

describe('a service for patients', () => {
  it('is shown what was meant for them, whatever is blocked', async () => {
    const all = (await gates.soap('vasterbotten')).shown;
    const before = await gates.soap('citizens');
    undo.push(await gates.block('norrbotten'));
    const [soap, fhir] = [await gates.soap('citizens'), await gates.fhir('citizens')];
    expect(soap.shown.length).toBeGreaterThan(0);
    expect([soap.shown, fhir.shown]).toEqual([before.shown, before.shown]);
    expect((await gates.soap('vasterbotten')).shown.length).toBeLessThan(all.length);
    expect(all).toEqual(expect.arrayContaining([...soap.shown]));
  });
});

describe('what operators see of it all', () => {
  const number = '191212121212';

  it('names no patient and nothing of a record, nor that anything was withheld', async () => {
    const { shown, all } = await gates.soap('vasterbotten');
    const metrics = await (await fetch(`${gates.running.adminUrl}/metrics`)).text();
    const lines = operational.join('');
    expect(operational.length).toBeGreaterThan(50);
    expect(lines).toContain('NO_RELATION');
    const secrets = [number.slice(2), 'Demosson', 'blocked-exists', ...shown.map((id) => id.split(' ')[1])];
    for (const secret of secrets) for (const seen of [lines, metrics]) expect(seen).not.toContain(secret);
    // They would be found: the answer itself has them.
    expect(all).toContain(number.slice(2));
  });

  it('is told no identity in the headers of any reply', async () => {
    const reads = [await gates.soapAs(), await gates.fhirAs(), await gates.portal(), await gates.npo('vasterbotten')];
    for (const { headers } of reads) {
      expect(headers).toContain('correlation');
      for (const secret of [number.slice(2), clinic]) expect(headers).not.toContain(secret);
    }
  });
});
