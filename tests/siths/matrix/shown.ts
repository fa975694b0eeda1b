import * as x509 from '../../../src/siths/x509.ts';
import * as mint from '../mint.ts';
import type { Shown } from './row.ts';

/** Leaves that are good but for what a row changes. */

export const ehr = 'SE2321000230-DEMOEHR';
type Changes = Partial<mint.LeafOptions>;
type Show = (world: mint.World) => Promise<Shown>;

/** A function certificate; its issuing CA is sent with it. */
export const system =
  (changes: Changes | ((world: mint.World) => Changes | Promise<Changes>) = {}): Show =>
  async (world) =>
    shownBy({ issuer: world.functionCa, keys: world.keys, ...(await changed(changes, world)) });

/** The authentication certificate of a card. */
export const person =
  (changes: Changes | ((world: mint.World) => Changes | Promise<Changes>) = {}): Show =>
  async (world) =>
    shownBy({
      issuer: world.personCa,
      keys: world.keys,
      subject: personName,
      keyUsage: x509.KeyUsageFlags.digitalSignature,
      extendedKeyUsage: ['clientAuth'],
      ...(await changed(changes, world)),
    });

async function changed(
  changes: Changes | ((world: mint.World) => Changes | Promise<Changes>),
  world: mint.World,
): Promise<Changes> {
  return typeof changes === 'function' ? changes(world) : changes;
}

async function shownBy(options: mint.LeafOptions): Promise<Shown> {
  const chain = [Buffer.from(options.issuer.certificate.rawData)];
  return { leaf: await mint.leaf(options), keys: options.keys, chain };
}

/** A function certificate with that value of the subject attribute serialNumber. */
export const holding = (serialNumber: string | x509.JsonAttributeObject): Show =>
  system({ subject: mint.functionName(serialNumber) });

/** A function certificate with those subject attributes, in encoding order. */
export const named = (...attributes: mint.Attributes): Show => system({ subject: mint.nameOf(attributes) });

export const personName = mint.nameOf([
  ['C', 'SE'],
  ['L', 'Norrbottens län'],
  ['O', 'Region Norrbotten'],
  ['CN', 'Ann-Märet Demoström'],
  ['SN', 'Demoström'],
  ['GN', 'Ann-Märet'],
  ['title', 'Läkare'],
  ['E', 'demo@example.org'],
  ['serialNumber', 'SE2321000230-DEMOLAKARE'],
]);

export const inDays = (count: number): Date => new Date(Date.now() + count * 86_400_000);
