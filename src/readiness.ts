import type { AccessLog } from './audit/index.ts';
import type { Bus } from './bus/index.ts';
import { settlesWithin } from './bus/settles-within.ts';
import type { DirectoryConfig } from './config.ts';
import type { DeliveryHands } from './deliveries/deliveries.ts';
import type { DestinationStatus } from './deliveries/desk.ts';
import type { Deliveries } from './deliveries/index.ts';
import type { Readiness } from './faces/ops/admin.ts';
import { openGenerations } from './hsa/copy/generations/store.ts';
import { copyTroubles } from './hsa/copy/troubles.ts';
import type { Directory } from './hsa/index.ts';
import type { PersonRegister } from './persons/index.ts';
import type { ProcessLine } from './processes/index.ts';
import type { TableKeeper } from './routing/index.ts';
import type { Store } from './store/index.ts';
import type { Witnessing } from './witness/index.ts';

type Part = Readiness['part'];
type Health = Omit<Readiness, 'part'>;

/** Ready means that work is moving and that every part answers, not merely that the process runs. */
export interface ReadinessBoard {
  /** A part that has started. What `look` throws, or does not say in time, is a reason too. */
  add(part: Part, look: () => Promise<Health> | Health): void;
  /** From now on it is not ready whatever the parts say, and why is told. */
  began(phase: 'running' | 'stopping'): void;
  read(): Promise<readonly Readiness[]>;
}

/** Why it is not ready, in sentences after the names of their parts. */
export async function troublesOn(board: ReadinessBoard): Promise<string[]> {
  const parts = await board.read();
  const unready = parts.filter(({ ok, optional }) => !ok && !optional);
  return unready.flatMap(({ part, reasons }) => reasons.map((reason) => `${part}: ${reason}`));
}

/** Whoever asks, asks every few seconds. */
const PATIENCE_MILLISECONDS = 5_000;
const phaseReasons = { starting: ['It is starting.'], running: [], stopping: ['It is stopping.'] };

export function createReadinessBoard(): ReadinessBoard {
  const parts: { readonly part: Part; readonly look: () => Promise<Health> | Health }[] = [];
  let phase: keyof typeof phaseReasons = 'starting';
  return {
    add: (part, look) => parts.push({ part, look }),
    began(next) {
      phase = next;
    },
    async read() {
      const reasons = phaseReasons[phase];
      // Parts that are half started or half stopped have nothing to tell.
      const looked = phase === 'running' ? await Promise.all(parts.map(lookAt)) : [];
      return [{ part: 'process', ok: phase === 'running', reasons }, ...looked];
    },
  };
}

async function lookAt({ part, look }: { part: Part; look: () => Promise<Health> | Health }): Promise<Readiness> {
  const looking = (async () => look())();
  if (!(await settlesWithin(looking, PATIENCE_MILLISECONDS)))
    return { part, ok: false, reasons: [`It did not answer within ${PATIENCE_MILLISECONDS} ms.`] };
  return looking.then(
    (health) => ({ part, ...health }),
    (thrown: unknown) => ({ part, ok: false, reasons: [(thrown as Error).message] }),
  );
}

/** What every process rests on. */
export function addCommonParts(board: ReadinessBoard, bus: Bus, store: Store | undefined): void {
  board.add('bus', () => bus.health());
  if (store) board.add('store', () => answers(store.pool.query('select 1')));
}

/** That another one is lost does not make this one unready, but whoever looks here should hear of it. */
export function addProcesses(board: ReadinessBoard, processes: () => Promise<readonly ProcessLine[]>): void {
  board.add('processes', async () => {
    const silent = (await processes()).filter((each) => each.silent);
    const reasons = silent.map(
      ({ role, host, id, seenAt }) => `Process ${id} (${role}) on ${host} has not been heard of since ${seenAt}.`,
    );
    return { ok: reasons.length === 0, reasons, optional: true };
  });
}

/** What is due is sent at once; longer than this and it is left lying. */
const STALL_MILLISECONDS = 60_000;

/** Sending moves: no message that may be sent now is left where it is by a process with free hands. */
export function addDeliveries(board: ReadinessBoard, { desk, hands }: Pick<Deliveries, 'desk' | 'hands'>): void {
  board.add('deliveries', async () => {
    const mine = new Map(hands().map((hand) => [hand.destination, hand]));
    const reasons = (await desk.status()).flatMap((status) => stallOf(status, mine.get(status.destination)));
    return { ok: reasons.length === 0, reasons };
  });
}

/** Without an answer from the destination the breaker opens, and messages rest by right. */
export function stallOf(
  { destination, dueAt, paused, breaker, waiting }: DestinationStatus,
  hands: DeliveryHands | undefined,
): string[] {
  if (!hands || !dueAt || paused || breaker !== 'closed') return [];
  const overdue = Date.now() - Date.parse(dueAt);
  if (hands.running > 0 || Math.min(hands.idleMilliseconds, overdue) < STALL_MILLISECONDS) return [];
  return [`Nothing is sent to ${destination} though it may be: ${waiting} waiting, the first due since ${dueAt}.`];
}

interface ServingParts {
  readonly accessLog: AccessLog;
  readonly directory: Directory;
  readonly table: TableKeeper;
  readonly persons: PersonRegister;
  readonly witnessing: Witnessing;
  /** HSA-id of the bridge, which the directory must know. */
  readonly self: string;
}

/** What it takes to answer callers. */
export function addServingParts(board: ReadinessBoard, parts: ServingParts): void {
  const { accessLog, directory, table, persons, witnessing, self } = parts;
  board.add('log', () => accessLog.health());
  board.add('directory', () => directoryHealth(directory, self));
  board.add('routing', () => tableHealth(table));
  // Without it the overview still answers, and says what it could not verify.
  board.add('persons', () => ({ ...persons.health(), optional: true }));
  board.add('witness', () => witnessHealth(witnessing));
}

/** An old copy still answers: that it is old, or waits for somebody's decision, is for people to look into. */
export function addDirectoryCopy(board: ReadinessBoard, { copy }: DirectoryConfig, store: Store): void {
  if (!copy) return;
  const { state } = openGenerations(store);
  board.add('directory-copy', async () => {
    const reasons = copyTroubles(await state(), copy, Date.now()).map(({ detail }) => detail);
    return { ok: reasons.length === 0, reasons, optional: true };
  });
}

/** Somebody's log is not what it was, this one's or another's: for people to look into, while answers go on. */
async function witnessHealth(witnessing: Witnessing): Promise<Health> {
  const reasons = await witnessing.troubles().catch(() => ['What witnesses found cannot be read.']);
  return { ok: reasons.length === 0, reasons, optional: true };
}

/** An old table still answers; that it is old is said. */
function tableHealth(table: TableKeeper): Health {
  const { from, asOf, failure } = table.state();
  const reasons = failure === undefined ? [] : [`${failure} In force: ${from}${asOf ? ` as of ${asOf}` : ''}.`];
  return { ok: from !== 'nowhere', reasons };
}

/** One of several servers may be away; that it is, is said. */
async function directoryHealth(directory: Directory, hsaId: string): Promise<Health> {
  const { stale, asOf } = await directory.object(hsaId);
  const { ok, reasons } = directory.reach();
  if (ok && !stale) return { ok, reasons };
  return { ok: false, reasons: [...reasons, `Lookups are answered from what was known at ${asOf}.`] };
}

async function answers(question: Promise<unknown>): Promise<Health> {
  await question;
  return { ok: true, reasons: [] };
}
