import Type, { type Static } from 'typebox';
import { seenFrom } from '../../access/index.ts';
import type { Registrations, RegistryQuestion } from '../../access/registrations.ts';
import type { AccessLog } from '../../audit/index.ts';
import type { Config } from '../../config.ts';
import { BridgeError } from '../../errors.ts';
import { type Assignment, type Directory, successionsOf } from '../../hsa/index.ts';
import type { PersonRegister } from '../../persons/index.ts';
import type { Cursors } from './cursor.ts';
import { logLookedAt } from './looked-at.ts';
import { GivenPatient, identitiesBehind, patientOf } from './patient.ts';
import type { ApiCall } from './route.ts';

/** What the routes that register and list are made of. */
export interface RegisterParts {
  readonly config: Pick<Config, 'bridge' | 'successions'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
  readonly registrations: Registrations;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly directory: Pick<Directory, 'careProviderOf'>;
  readonly cursors: Cursors;
}

export const strict = { additionalProperties: false } as const;
/** ISO 8601 with zone. */
export const Instant = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,3})?)?(Z|[+-][0-9]{2}:[0-9]{2})$',
});
export const Text = Type.String({ minLength: 1, maxLength: 1_024 });
export const HsaId = Type.String({ minLength: 1, maxLength: 64 });

export const OfPatient = Type.Object({ patient: GivenPatient }, strict);

/** The patient, whose thing it is that the path names, and why. */
export const OneOfPatient = Type.Object({ patient: GivenPatient, reason: Type.Optional(Text) }, strict);

/** A list about one patient, page by page. */
export const ListOfPatient = Type.Object(
  {
    patient: GivenPatient,
    /** `next` of the page before. */
    cursor: Type.Optional(Type.String({ maxLength: 2_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  },
  strict,
);

/** What to ask the registry: everything of the patient that the reader's own care provider has. */
export async function ownQuestion(
  { persons }: Pick<RegisterParts, 'persons'>,
  call: ApiCall<{ readonly patient: Parameters<typeof patientOf>[0] }>,
): Promise<RegistryQuestion> {
  const patients = await identitiesBehind(persons, patientOf(call.body.patient), call.correlationId);
  return { patients, careProvider: call.assignment.careProvider.hsaId };
}

/** Answers a list when it is on the log that it was looked at: what a patient has decided is about her too. */
export async function answerList<T extends { readonly careUnit: string | undefined }, Shown>(
  parts: RegisterParts,
  call: ApiCall<Static<typeof ListOfPatient>>,
  kind: 'consent' | 'emergency' | 'relation' | 'block',
  all: readonly T[],
  show: (item: T) => Shown,
) {
  const { persons, cursors } = parts;
  const items = seenFrom(call.assignment.careUnit?.hsaId, all, successionsOf(parts.config), new Date());
  const [patient, ...linked] = await identitiesBehind(persons, patientOf(call.body.patient), call.correlationId);
  await logLookedAt(parts, call, { action: `${kind}:search`, patient, linked, details: { found: items.length } });
  return cursors.page(kind, items.map(show), call);
}

/** The one that the path names, among the patient's. Throws NOT_FOUND. */
export function named<T extends { readonly id: string }>(things: readonly T[], { params }: ApiCall<unknown>): T {
  const found = things.find(({ id }) => id === params.id?.toLowerCase());
  if (!found) throw new BridgeError('NOT_FOUND');
  return found;
}

/** Throws ROLE_REQUIRED for what another unit has registered. */
export function demandOwnUnit(
  { config }: Pick<RegisterParts, 'config'>,
  { careUnit }: Assignment,
  unit: string | undefined,
): void {
  if (!careUnit || unit === undefined || !successionsOf(config).isSameUnit(careUnit.hsaId, unit, new Date()))
    throw new BridgeError('ROLE_REQUIRED', 'It belongs to another care unit.');
}

/** The care unit of the assignment; a clinician always has one. */
export function ownUnit({ careUnit }: Assignment): string {
  if (!careUnit) throw new BridgeError('ROLE_REQUIRED', 'The assignment stands under no care unit.');
  return careUnit.hsaId;
}
