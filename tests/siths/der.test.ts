import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTrust, judgeCertificate, type Trust, type Verdict } from '../../src/siths/index.ts';
import { type Bend, bend, bent, type Node, parseDer, signedAnew, writeDer } from './der.ts';
import * as mint from './mint.ts';

/** Mutants of each kind; more by hand: `SITHS_FUZZ_CASES=1000000 npx vitest run tests/siths/der.test.ts`. */
const cases = Number(process.env.SITHS_FUZZ_CASES ?? 2_000);
// A million take hours on a busy machine.
vi.setConfig({ testTimeout: Math.max(30_000, cases * 20) });

let world: mint.World;
let trust: Trust;
let originals: Buffer[];
beforeAll(async () => {
  world = await mint.makeWorld();
  trust = createTrust(world.trust);
  originals = await Promise.all([
    mint.leaf({ issuer: world.functionCa, keys: world.keys }),
    mint.leaf({ issuer: world.personCa, keys: world.keys, subject: mint.teletexName('SE2321000230-DEMOLAKARE') }),
  ]);
});
afterAll(() => world.remove());

const treeOf = (der: Buffer): Node => parseDer(der)[0] as Node;
const judged = (der: Buffer): Verdict => judgeCertificate(trust, der, new Date());

function mutants(judgeMutant: (original: Buffer, which: number, bends: readonly Bend[]) => void): number {
  let tried = 0;
  fc.assert(
    fc.property(fc.nat(1), fc.array(bend, { minLength: 1, maxLength: 3 }), (which, bends) => {
      tried++;
      judgeMutant(originals[which] as Buffer, which, bends);
    }),
    { numRuns: cases },
  );
  return tried;
}

describe('bent DER', () => {
  test(`${cases} certificates whose parts were bent after signing: none is accepted`, () => {
    const tried = mutants((original, _which, bends) => {
      const tree = treeOf(original);
      for (const each of bends) bent(tree, each);
      const mutant = writeDer(tree);
      if (mutant.equals(original)) return;
      expect(judged(mutant)).toMatchObject({ refusal: { refused: expect.stringMatching(/^CERT_/) } });
    });
    expect(tried).toBe(cases);
  });

  test(`${cases} that the CA has signed as they were bent: a verdict on each, and whoever is let in has an HSA-id`, () => {
    let accepted = 0;
    const tried = mutants((original, which, bends) => {
      const tree = treeOf(original);
      const signed = tree.children?.[0] as Node;
      for (const each of bends) bent(signed, each);
      const verdict = judged(signedAnew(tree, which === 0 ? world.functionCa : world.personCa));
      if ('refusal' in verdict) expect(verdict.refusal.refused).toMatch(/^CERT_/);
      else {
        accepted++;
        expect(verdict.caller.hsaId).toMatch(/^SE(16)?[0-9]{10}-[A-Z0-9]+$/);
        expect(verdict.caller.kind).toBe(which === 0 ? 'function' : 'person');
      }
    });
    expect(tried).toBe(cases);
    // Or the signature would be what refuses them all.
    expect(accepted).toBeGreaterThan(0);
  });
});

const own = 'SE2321000230-DEMOEHR';
const attribute = fc.record({
  type: fc.constantFrom('2.5.4.3', '2.5.4.5', '2.5.4.5', '2.5.4.10', '2.5.4.11', '0.9.2342.19200300.100.1.25'),
  form: fc.constantFrom('utf8String', 'printableString', 'ia5String', 'bmpString', 'universalString'),
  text: fc.oneof(
    fc.constantFrom(
      own,
      own.toLowerCase(),
      ` ${own} `,
      `${own},OU=x`,
      '191212121212',
      '',
      '  ',
      `O=x, serialNumber=${own}`,
    ),
    fc.string({ maxLength: 30 }),
  ),
});
/** An RDN of one to three attributes, none of one type twice with the same meaning lost: values of a type are a list. */
const name = fc.array(fc.array(attribute, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });

test('any subject, in any string type and any grouping: the one HSA-id in serialNumber is the caller, or nobody is', async () => {
  await fc.assert(
    fc.asyncProperty(name, async (rdns) => {
      const subject = mint.groupedName(rdns);
      const verdict = judged(await mint.leaf({ issuer: world.functionCa, keys: world.keys, subject }));
      const values = rdns.flat().filter(({ type, text }) => type === '2.5.4.5' && /[^ ]/.test(text));
      const isOne = values.length > 0 && values.every(({ text }) => /^ *SE2321000230-DEMOEHR *$/i.test(text));
      if (isOne) expect(verdict).toMatchObject({ caller: { hsaId: own, hsaIdFrom: 'serialNumber' } });
      else expect(verdict).toHaveProperty('refusal');
    }),
    { numRuns: Math.max(150, cases / 100) },
  );
});
