import { Readable } from 'node:stream';
import Type from 'typebox';
import {
  type AccessLog,
  entryOf,
  type LogTools,
  type LogVerified,
  type LogWork,
  publicPem,
  type SignedHead,
} from '../../audit/index.ts';
import { BridgeError } from '../../errors.ts';
import { sameHsaId } from '../../identities/index.ts';
import type { Work } from '../../long-work/index.ts';
import type { CosignedHeads } from '../../witness/index.ts';
import { strict } from './register-parts.ts';
import { officerOf } from './registering.ts';
import { type Access, type ApiCall, type ApiRoute, bodyOf, noBody, route } from './route.ts';
import type {
  ShownExport,
  ShownExports,
  ShownHead,
  ShownKey,
  ShownLogHead,
  ShownProof,
  ShownVerification,
  VerificationRun,
} from './shapes/integrity.ts';

export interface IntegrityRouteParts {
  readonly bridgeHsaId: string;
  readonly tools: Pick<LogTools, 'entry'>;
  readonly log: AccessLog;
  readonly work: LogWork;
  readonly cosigned: CosignedHeads;
}

const officers: Access = ['security-officer'];
const path = '/access-log';

/** What proves the log, and what takes long at it: verification and export, left and found again. */
export function integrityRoutes({ bridgeHsaId, tools, log, work, cosigned }: IntegrityRouteParts): readonly ApiRoute[] {
  const keys: readonly ShownKey[] = log.keys.map((key) => ({ keyId: key.keyId, publicKey: publicPem(key) }));
  const by = (call: ApiCall<unknown>) => officerOf(call, bridgeHsaId);

  return [
    route({
      method: 'GET',
      path: `${path}/head`,
      access: officers,
      summary: 'The newest signed head of the log, its keys, and what witnesses have co-signed',
      body: noBody,
      handle: async (): Promise<ShownLogHead> => ({
        ...shownHead(await log.head()),
        keys,
        cosigned: (await cosigned.list()).map(({ witness, head }) => ({ witness, ...shownHead(head) })),
      }),
    }),
    route({
      method: 'GET',
      path: `${path}/entries/:id/proof`,
      access: officers,
      summary: 'Proof that the entry is in the log of the signed head',
      body: noBody,
      async handle(call): Promise<ShownProof> {
        const seen = await tools.entry({ officer: by(call), key: call.params.id ?? '' });
        const index = seen.sequence;
        const head = await log.head();
        const [leaf] = await log.leaves(index, 1);
        if (leaf?.sequence !== index) throw new BridgeError('NOT_FOUND', 'The entry is missing from the store.');
        // Where a part is one's own, the text would tell the rest.
        const isWhole = leaf.text !== null && JSON.stringify(entryOf(leaf.text)) === JSON.stringify(seen);
        return {
          norrbryggan: 1,
          entry: seen.id,
          index,
          leaf: leaf.hash,
          text: isWhole ? leaf.text : null,
          proof: (await log.inclusion(index, head.size)).map((hash) => hash.toString('base64')),
          head: shownHead(head),
          keys,
        };
      },
    }),
    route({
      method: 'POST',
      path: `${path}/verification`,
      access: officers,
      summary: 'Verify the whole log; `head`: the note of a signed head that was kept elsewhere',
      body: bodyOf(Type.Object({ head: Type.Optional(Type.String({ maxLength: 16_384 })) }, strict)),
      handle: async (call) => shownVerification([await work.beginVerification(by(call), call.body.head)], call),
    }),
    route({
      method: 'GET',
      path: `${path}/verification`,
      access: officers,
      summary: 'How far the verification has come, or what it found',
      body: noBody,
      handle: async (call) => shownVerification(await work.verifications(by(call)), call),
    }),
    route({
      method: 'DELETE',
      path: `${path}/verification/:id`,
      access: officers,
      summary: 'Stop a verification of one’s own that is under way',
      body: noBody,
      handle: (call) => work.stopVerification(by(call), call.params.id ?? ''),
    }),
    route({
      method: 'POST',
      path: `${path}/exports`,
      access: officers,
      summary: 'Begin to export everything of which the care provider is controller; fetch it when it is finished',
      body: noBody,
      handle: async (call) => shownExport(await work.beginExport(by(call)), call),
    }),
    route({
      method: 'GET',
      path: `${path}/exports`,
      access: officers,
      summary: 'Exports of the care provider in the last day, latest first',
      body: noBody,
      handle: async (call): Promise<ShownExports> => ({
        exports: (await work.exports(by(call))).map((each) => shownExport(each, call)),
      }),
    }),
    route({
      method: 'DELETE',
      path: `${path}/exports/:id`,
      access: officers,
      summary: 'Stop an export of one’s own, or remove what it came to',
      body: noBody,
      handle: (call) => work.removeExport(by(call), call.params.id ?? ''),
    }),
    route({
      method: 'POST',
      path: `${path}/exports/:id/result`,
      access: officers,
      summary: 'What an export of one’s own came to: a line of JSON for each entry, and what proves them',
      body: noBody,
      handle: async (call) => Readable.from(await work.takeExport(by(call), call.params.id ?? '')),
    }),
  ];
}

function shownHead({ note, size, root, at, keyId }: SignedHead): ShownHead {
  return { note, size, root: root.toString('base64'), at, keyId };
}

/** The latest, and beside it the latest before it that found a fault: that is not forgotten for a later run. */
function shownVerification([latest, ...earlier]: readonly Work[], call: ApiCall<unknown>): ShownVerification {
  const broken = earlier.map((work) => shownRun(work, call)).find((run) => run.state === 'broken');
  return { ...shownRun(latest, call), ...(broken && { broken }) };
}

function shownRun(work: Work | undefined, call: ApiCall<unknown>): VerificationRun {
  if (!work) return { state: 'none' };
  const { id, state, done, all, startedAt, endedAt, failure, outcome } = work;
  if (state === 'running') return { state, id, startedAt, done, all, isOwn: isOwn(work, call) };
  if (state === 'finished') {
    const verified = outcome as LogVerified;
    return { state: verified.fault ? 'broken' : 'whole', id, startedAt, endedAt, ...verified };
  }
  return { state: state === 'failed' ? 'failed' : 'interrupted', id, startedAt, endedAt, failure };
}

function shownExport(work: Work, call: ApiCall<unknown>): ShownExport {
  const { careProvider: _, kind: __, outcome, ...shown } = work;
  const { entries } = (outcome ?? {}) as { readonly entries?: number };
  return { ...shown, isOwn: isOwn(work, call), entries };
}

function isOwn({ owner }: Work, { session }: ApiCall<unknown>): boolean {
  return sameHsaId(owner, session.caller.hsaId);
}
