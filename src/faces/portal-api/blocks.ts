import { randomUUID } from 'node:crypto';
import Type from 'typebox';
import { originsOf } from '../../access/blocks/evaluate.ts';
import { decidedOn, excludableTypes, type RegisteredBlock } from '../../access/blocks/registered-block.ts';
import { BridgeError } from '../../errors.ts';
import { type Assignment, carePurpose, samePurpose, successionsOf } from '../../hsa/index.ts';
import { sameHsaId } from '../../identities/index.ts';
import { GivenPatient, patientOf } from './patient.ts';
import {
  answerList,
  HsaId,
  Instant,
  ListOfPatient,
  named,
  OneOfPatient,
  ownQuestion,
  type RegisterParts,
  strict,
  Text,
} from './register-parts.ts';
import { actionOf, demandDone, registrarOf } from './registering.ts';
import { type ApiCall, type ApiRoute, bodyOf, route } from './route.ts';
import type { ShownBlock } from './shapes/block.ts';

const NewBlock = Type.Object(
  {
    patient: GivenPatient,
    kind: Type.Enum(['inner', 'outer']),
    /** Whose information an inner block is about; left out: the unit of the assignment. */
    careUnit: Type.Optional(HsaId),
    /** When the information was made. */
    start: Type.Optional(Instant),
    end: Type.Optional(Instant),
    excludedTypes: Type.Optional(Type.Array(Type.Enum([...excludableTypes]), { maxItems: 2 })),
    /** Nobody may block for a patient: such a registration is refused. */
    representedBy: Type.Optional(GivenPatient),
    reason: Type.Optional(Text),
  },
  strict,
);

const NewLift = Type.Object(
  {
    patient: GivenPatient,
    /** At most seven days ahead. */
    end: Instant,
    careUnit: HsaId,
    employee: Type.Optional(HsaId),
    ground: Type.Enum(['consent', 'emergency']),
    text: Type.Optional(Text),
  },
  strict,
);

/** Blocks (spärrar) of the patient's information at the care provider of the one who registers (PDL 4:4, SVOD 2:3). */
export function blockRoutes(parts: RegisterParts): readonly ApiRoute[] {
  const { config, registrations, directory } = parts;
  const successions = successionsOf(config);
  const blocksOf = async (call: Parameters<typeof ownQuestion>[1]) =>
    registrations.blocks(await ownQuestion(parts, call));

  /** Who works with the unit that owns the information: there, or under an assignment of the whole care provider. */
  async function demandOwner({ assignment }: ApiCall<unknown>, careUnit: string | undefined): Promise<void> {
    if (!purposes.some((purpose) => samePurpose(assignment.commission.purpose, purpose)))
      throw new BridgeError('ROLE_REQUIRED', `The purpose of the assignment must be ${purposes.join(' or ')}.`);
    if (careUnit === undefined) return;
    const isOwn = assignment.careUnit ? isUnitOf(assignment, careUnit) : await isOfProvider(assignment, careUnit);
    if (!isOwn) throw new BridgeError('ROLE_REQUIRED', 'The information belongs to another care unit.');
  }

  function isUnitOf({ careUnit }: Assignment, unit: string): boolean {
    return careUnit !== undefined && successions.isSameUnit(careUnit.hsaId, unit, new Date());
  }

  async function isOfProvider({ careProvider }: Assignment, unit: string): Promise<boolean> {
    const owner = (await providerOf(unit)) ?? (await providerOf(successions.renamedAt(unit, new Date())));
    return owner !== undefined && sameHsaId(owner, careProvider.hsaId);
  }

  async function providerOf(careUnit: string): Promise<string | undefined> {
    const { value } = await directory.careProviderOf(careUnit);
    return value.kind === 'found' ? value.value.hsaId : undefined;
  }

  /**
   * An authorised officer of the care provider that has the block (PDL 4:5), for others than herself: of an inner block a
   * clinician of the blocking unit, for any other unit; of an outer one a clinician of the care provider, for a unit of
   * another.
   */
  async function demandLifter(call: ApiCall<{ readonly careUnit: string }>, block: RegisteredBlock): Promise<void> {
    const { assignment, body } = call;
    if (block.kind === 'inner') await demandOwner(call, block.careUnit);
    const { wasOf } = originsOf({ ...block, madeAt: decidedOn(block) }, successions, new Date());
    const forProvider = await providerOf(body.careUnit);
    const forSelf =
      isUnitOf(assignment, body.careUnit) ||
      (block.kind === 'outer' &&
        forProvider !== undefined &&
        wasOf({ careProvider: forProvider, careUnit: body.careUnit }) === 'yes');
    if (forSelf) throw new BridgeError('ROLE_REQUIRED', 'Nobody lifts a block for her own reading.');
  }

  return [
    route({
      method: 'POST',
      path: '/blocks',
      access: 'assigned',
      summary: 'Register that the patient blocks information of a unit or of the care provider',
      body: bodyOf(NewBlock),
      async handle(call) {
        const { body, assignment } = call;
        const id = randomUUID();
        const careUnit = body.kind === 'inner' ? (body.careUnit ?? assignment.careUnit?.hsaId) : undefined;
        await demandOwner(call, careUnit);
        const done = await registrations.registerBlock(registrarOf(call, config.bridge.hsaId), {
          id,
          kind: body.kind,
          patient: patientOf(body.patient),
          careProvider: assignment.careProvider.hsaId,
          careUnit,
          start: body.start,
          end: body.end,
          excludedTypes: body.excludedTypes ?? [],
          representedBy: body.representedBy === undefined ? undefined : patientOf(body.representedBy),
          registration: actionOf(call, body.reason),
        });
        demandDone(done);
        return { id };
      },
    }),
    route({
      method: 'POST',
      path: '/blocks/search',
      access: 'assigned',
      summary: 'The patient’s blocks that the unit or the care provider as a whole has, with what was lifted',
      body: bodyOf(ListOfPatient),
      async handle(call) {
        await demandOwner(call, undefined);
        return answerList(parts, call, 'block', await blocksOf(call), shownBlock);
      },
    }),
    route({
      method: 'POST',
      path: '/blocks/:id/unregister',
      access: 'assigned',
      summary: 'The patient no longer wants the block',
      body: bodyOf(OneOfPatient),
      async handle(call) {
        const { id, careUnit } = named(await blocksOf(call), call);
        await demandOwner(call, careUnit);
        const action = actionOf(call, call.body.reason);
        demandDone(await registrations.unregisterBlock(registrarOf(call, config.bridge.hsaId), id, action));
      },
    }),
    route({
      method: 'POST',
      path: '/blocks/:id/lift',
      access: ['clinician'],
      summary: 'Lift a block for a unit or a person for at most seven days, by consent or in an emergency',
      body: bodyOf(NewLift),
      async handle(call) {
        const { body } = call;
        const block = named(await blocksOf(call), call);
        await demandLifter(call, block);
        const id = randomUUID();
        const done = await registrations.registerRevoke(registrarOf(call, config.bridge.hsaId), {
          id,
          blockId: block.id,
          end: body.end,
          careUnit: body.careUnit,
          employee: body.employee,
          reason: body.ground === 'consent' ? 'PatientsConsent' : 'Emergency',
          reasonText: body.text,
          registration: actionOf(call),
        });
        demandDone(done);
        return { id };
      },
    }),
    route({
      method: 'POST',
      path: '/lifts/:id/end',
      access: ['clinician'],
      summary: 'End a lift before its time',
      body: bodyOf(OneOfPatient),
      async handle(call) {
        const blocks = await blocksOf(call);
        const { id } = named(
          blocks.flatMap(({ revokes }) => revokes),
          call,
        );
        const block = blocks.find(({ revokes }) => revokes.some((revoke) => revoke.id === id));
        await demandOwner(call, block?.careUnit);
        const action = actionOf(call, call.body.reason);
        demandDone(await registrations.unregisterRevoke(registrarOf(call, config.bridge.hsaId), id, action));
      },
    }),
  ];
}

/** Care, and the administration around it (PDL 2:4 nos. 1–2). */
const purposes = [carePurpose, 'Administration'] as const;

function shownBlock({
  id,
  kind,
  careUnit,
  start,
  end,
  excludedTypes,
  registration,
  cancelled,
  revokes,
}: RegisteredBlock): ShownBlock {
  return {
    id,
    kind,
    careUnit: careUnit ?? null,
    start: start ?? null,
    end: end ?? null,
    excludedTypes,
    registered: registration,
    unregistered: cancelled?.recordedAt ?? null,
    lifts: revokes.map((revoke) => ({
      id: revoke.id,
      end: revoke.end,
      careUnit: revoke.careUnit,
      employee: revoke.employee ?? null,
      ground: revoke.reason === 'PatientsConsent' ? 'consent' : 'emergency',
      text: revoke.reasonText ?? null,
      ended: revoke.cancelled?.recordedAt ?? null,
    })),
  };
}
