import type { AccessLog } from '../../../audit/index.ts';
import type { Config } from '../../../config.ts';
import type { PatientId } from '../../../contracts/index.ts';
import { BridgeError } from '../../../errors.ts';
import { type Assignment, protectedName } from '../../../hsa/index.ts';
import { sameHsaId, sameIdentity } from '../../../identities/index.ts';
import { identitiesOf, type Person, type PersonRegister } from '../../../persons/index.ts';
import { logLookedAt } from '../looked-at.ts';
import type { ApiCall } from '../route.ts';
import type { Output, Printed, PrintMark } from '../shapes/output.ts';
import type { ShownPatient } from '../shapes/patient.ts';
import { shownPatient } from '../shown-patient.ts';
import { type UnitsConfig, unitEntry } from '../unit-entry.ts';

export interface PermitParts {
  readonly config: Pick<Config, 'bridge' | 'portal' | 'sources' | 'successions'>;
  readonly persons: Pick<PersonRegister, 'person'>;
  readonly accessLog: Pick<AccessLog, 'append'>;
}

/** How the unit of an assignment may take information out; in no way where there is no unit. */
export function outputsOf(config: UnitsConfig, { careUnit }: Assignment): readonly Output[] {
  return careUnit ? (unitEntry(config, careUnit.hsaId)?.output ?? []) : [];
}

/** That the unit may take information about the open patient out in this way. */
export interface Permit {
  readonly output: Output;
  readonly patient: PatientId;
  readonly person: Person | undefined;
  /** Whom it is about, as the reader may be told. */
  readonly shown: ShownPatient;
  readonly mark: PrintMark;
}

/** Throws PATIENT_CHANGED, OUTPUT_OFF, OUTPUT_PROTECTED. */
export async function demandPermit(
  { config, persons }: PermitParts,
  call: ApiCall<unknown>,
  output: Output,
): Promise<Permit> {
  const { assignment, session } = call;
  const { patient } = await call.opened();
  if (!outputsOf(config, assignment).includes(output)) throw new BridgeError('OUTPUT_OFF');
  const answer = await persons.person(patient, { correlationId: call.correlationId });
  const shown = shownPatient(patient, answer, true);
  if (shown.protected) throw new BridgeError('OUTPUT_PROTECTED');
  return {
    output,
    patient,
    shown,
    person: answer.status === 'known' ? answer.person : undefined,
    mark: {
      reader: session.person?.protected ? protectedName : (session.person?.name ?? session.caller.name),
      title: session.person?.title,
      unit: assignment.careUnit?.name ?? assignment.careProvider.name,
      at: new Date().toISOString(),
    },
  };
}

/** Puts on the log that it is taken out, and what; only then may it be given. Throws AUDIT_UNAVAILABLE. */
export async function logOutput(
  parts: PermitParts,
  call: ApiCall<unknown>,
  { output, patient, person, mark }: Permit,
  printed: readonly Printed[],
): Promise<void> {
  const { sources } = parts.config;
  // Both the care provider that takes it out and the one whose system it is from answer to the patient for it.
  const ownerOf = (source: string) => sources.find(({ hsaId }) => sameHsaId(hsaId, source))?.careProvider;
  await logLookedAt(parts, call, {
    action: `output:${output}`,
    activity: 'Utskrift',
    patient,
    linked: person ? identitiesOf(person).filter((one) => !sameIdentity(one, patient)) : [],
    details: { at: mark.at, what: printed },
    units: printed.map(({ source, records }) => ({
      careProvider: ownerOf(source),
      careUnit: undefined,
      source,
      records,
    })),
    records: printed.reduce((sum, { records }) => sum + records, 0),
  });
}
