import { setTimeout as passed } from 'node:timers/promises';
import type { SecureVersion } from 'node:tls';
import { expect } from 'vitest';
import type { Config } from '../../../src/config.ts';
import * as mint from '../mint.ts';
import { type Answer, hours, openResponder, type Responder, saying } from '../responder.ts';
import type { Connection, Matrix, Row, Shown } from './row.ts';
import { system } from './shown.ts';

type Saying = readonly [what: string, answer: (world: mint.World) => Answer];

/** What a responder may say that is not believed; all its other faults are in tests/revocation/responders.test.ts. */
const unbelievable: readonly Saying[] = [
  ['out of date', (world) => saying(world, { thisUpdate: hours(-3), nextUpdate: hours(-2) })],
  ['of the wrong signer', (world) => saying(world, { signer: world.personCa.keys })],
];

/** Rows 30, 33–38 and 58: what changes while a connection stays open. */
export const revocationRows: readonly Row[] = [
  {
    row: 30,
    what: 'expires during an open keep-alive connection',
    async course({ world, open }, version) {
      const notAfter = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 1_000);
      const shown = await system({ notBefore: new Date(Date.now() - 60_000), notAfter })(world);
      const connection = (await open()).connect({ version, shown });
      expect(await said(connection)).toBe('accepted');
      await passed(notAfter.getTime() + 1 - Date.now());
      expect(await said(connection)).toBe('CERT_EXPIRED');
    },
  },
  {
    row: 33,
    what: 'revoked in CRL: on an open, a resumed and a new connection',
    course: (matrix, version) => revokedOn(matrix, version, ({ leaf }) => publish(matrix, 'functionCa', [leaf])),
  },
  {
    row: 34,
    what: 'revoked by OCSP and on no list: on an open, a resumed and a new connection, for good',
    course: (matrix, version) =>
      withResponder(saying(matrix.world), async (responder) => {
        const shown = (await system()(matrix.world)) as Shown;
        const brief = { nextUpdate: new Date(Date.now() + 500) };
        responder.answer = saying(matrix.world, brief);
        const door = await matrix.open({ trust: asking(responder, 'hard') });
        const first = door.connect({ version, shown });
        expect(await said(first)).toBe('accepted');
        responder.answer = saying(matrix.world, { status: 'revoked', thisUpdate: new Date() });
        await expect.poll(() => said(first), { timeout: 5_000 }).toBe('CERT_REVOKED');
        responder.answer = saying(matrix.world, { thisUpdate: new Date() });
        const others = [door.connect({ version, shown, session: first.session() }), door.connect({ version, shown })];
        for (const connection of [first, ...others]) expect(await said(connection)).toBe('CERT_REVOKED');
        expect(door.entries.at(-1)).toMatchObject({ code: 'CERT_REVOKED' });
      }),
  },
  {
    row: 35,
    what: 'removed from CRL after "certificateHold"',
    async course(matrix, version) {
      const shown = (await system()(matrix.world)) as Shown;
      const connection = (await matrix.open()).connect({ version, shown });
      await publish(matrix, 'functionCa', [shown.leaf], mint.onHold);
      expect(await said(connection)).toBe('CERT_REVOKED');
      await publish(matrix, 'functionCa', []);
      expect(await said(connection)).toBe('accepted');
    },
  },
  {
    row: 36,
    what: 'issuing CA revoked in root CRL',
    course: (matrix, version) =>
      revokedOn(matrix, version, () =>
        publish(matrix, 'root', [Buffer.from(matrix.world.functionCa.certificate.rawData)]),
      ),
  },
  ...(['hard', 'soft'] as const).map(
    (fail): Row => ({
      row: 37,
      what: `CRL stale, missing or of the wrong signer, where the policy is ${fail}`,
      async course(matrix, version) {
        const { functionCa } = matrix.world;
        const shown = (await system()(matrix.world)) as Shown;
        const revocation = { lists: [], fail, maxAgeMs: 3_600_000 };
        const trust = (usual: Config['trust']) => ({
          ...usual,
          issuers: usual.issuers.map((issuer) => ({ ...issuer, revocation })),
        });
        const door = await matrix.open({ trust });
        const connection = door.connect({ version, shown });
        const list = async (options: Partial<mint.ListOptions>) =>
          matrix.world.write('functionCa.crl', await mint.revocationList({ issuer: functionCa, ...options }));
        const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
        await list({ thisUpdate: ago(30), nextUpdate: ago(10) });
        const { code, caller } = await connection.ask();
        const isUndetermined = expect.stringContaining('out of date');
        if (fail === 'hard') expect(code).toBe('CERT_REVOCATION_UNKNOWN');
        else expect(caller).toMatchObject({ certificate: { undetermined: isUndetermined } });
        await list({ thisUpdate: ago(70), nextUpdate: ago(10) });
        expect(await said(connection)).toBe('CERT_REVOCATION_UNKNOWN');
        await list({ signer: matrix.world.personCa, thisUpdate: ago(1) });
        expect(await said(connection)).toBe('CERT_REVOCATION_UNKNOWN');
        await matrix.world.write('functionCa.crl', '');
        expect(await said(connection)).toBe('CERT_REVOCATION_UNKNOWN');
        expect(door.entries.at(-1)).toMatchObject({ code: 'CERT_REVOCATION_UNKNOWN', reason: expect.any(String) });
      },
    }),
  ),
  ...unbelievable.map(
    ([what, answer]): Row => ({
      row: 38,
      what: `OCSP response ${what}: the policy decides`,
      course: (matrix, version) =>
        withResponder(saying(matrix.world), async (responder) => {
          const { world } = matrix;
          const shown = (await system()(world)) as Shown;
          // Without a list of the CA nothing but the responder can say.
          const trust = asking(responder, 'hard', false);
          expect(await said((await matrix.open({ trust })).connect({ version, shown }))).toBe('accepted');
          responder.answer = answer(world);
          expect(await said((await matrix.open({ trust })).connect({ version, shown }))).toBe(
            'CERT_REVOCATION_UNKNOWN',
          );
          responder.answer = saying(world, { nextUpdate: new Date(Date.now() + 500) });
          const door = await matrix.open({ trust: asking(responder, 'soft', false) });
          const connection = door.connect({ version, shown });
          expect(await said(connection)).toBe('accepted');
          responder.answer = answer(world);
          const undetermined = async () => (await connection.ask()).caller?.certificate?.undetermined;
          await expect.poll(undetermined, { timeout: 5_000 }).toEqual(expect.any(String));
        }),
    }),
  ),
  {
    row: 58,
    what: 'session resumption after revocation',
    async course(matrix, version) {
      const shown = (await system()(matrix.world)) as Shown;
      const door = await matrix.open();
      const first = door.connect({ version, shown });
      expect(await said(first)).toBe('accepted');
      await publish(matrix, 'functionCa', [shown.leaf]);
      const resumed = door.connect({ version, shown, session: first.session() });
      expect([await said(resumed), resumed.reused()]).toEqual(['CERT_REVOKED', true]);
    },
  },
];

async function said(connection: Connection): Promise<string> {
  const { code } = await connection.ask();
  return code ?? 'accepted';
}

async function revokedOn({ world, open }: Matrix, version: SecureVersion, revoke: (shown: Shown) => Promise<void>) {
  const shown = (await system()(world)) as Shown;
  const door = await open();
  const first = door.connect({ version, shown });
  expect(await said(first)).toBe('accepted');
  await revoke(shown);
  const others = [door.connect({ version, shown, session: first.session() }), door.connect({ version, shown })];
  for (const connection of [first, ...others]) expect(await said(connection)).toBe('CERT_REVOKED');
}

async function publish(
  { world }: Matrix,
  authority: 'root' | 'functionCa',
  revoked: readonly Buffer[],
  reason?: number,
): Promise<void> {
  await world.write(
    `${authority}.crl`,
    await mint.revocationList({ issuer: world[authority], revoked, ...(reason && { reason }) }),
  );
}

async function withResponder(answer: Answer, course: (responder: Responder) => Promise<void>): Promise<void> {
  const responder = await openResponder(answer);
  try {
    await course(responder);
  } finally {
    responder.close();
  }
}

/** Trust that asks the responder about functions; `lists`: beside the list of their CA. */
function asking({ url }: Responder, fail: 'hard' | 'soft', lists = true) {
  const ocsp = { url, nonce: 'accepted', timeoutMs: 2_000 } as const;
  const revocation = { lists: [], fail, maxAgeMs: 86_400_000, ocsp };
  return (usual: Config['trust']): Config['trust'] => ({
    ...usual,
    issuers: usual.issuers.map((issuer) => (issuer.issues === 'function' ? { ...issuer, revocation } : issuer)),
    revocationLists: usual.revocationLists.filter((file) => lists || !file.endsWith('functionCa.crl')),
  });
}
