import type { ConsentState, ReaderPlace } from '../../../access/index.ts';
import type { PatientId } from '../../../contracts/index.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type { checkConsent1 } from '../../../contracts/security/consent-1.ts';
import type { checkConsent2 } from '../../../contracts/security/consent-2.ts';
import { demandOwn, placeOf, type SecurityCall } from './call.ts';
import { camelCased } from './camel.ts';
import { logCheck, type SecurityParts } from './parts.ts';
import { patientIn, resultOver } from './patients.ts';
import { answered, olderResultBlock, type Result, resultBlock, told, Unanswerable } from './result.ts';

interface Checked {
  readonly result: Result;
  readonly assertionType: 'Consent' | 'Emergency' | undefined;
}

const nothing = (result: Result): Checked => ({ result, assertionType: undefined });

/** Other grounds for reading others' information: the contract has no name for them. */
const otherGrounds: Partial<Readonly<Record<ConsentState, string>>> = {
  incapable: 'There is no consent; that the patient cannot give one is registered.',
  child: 'There is no consent; that the patient is a child who cannot give one is registered.',
};

/** CheckConsent of both versions. */
export function createConsentCheck(parts: SecurityParts) {
  async function check(call: SecurityCall, reader: ReaderPlace, patient: PatientId): Promise<Checked> {
    demandOwn(call, reader.careProvider);
    const identities = await parts.findIdentities(patient, call);
    const { patients } = identities;
    const fact = await parts.facts.consent(reader, patients, new Date());
    if (!fact.known) throw new Unanswerable('ERROR', 'Consent cannot be checked now.');
    const { state, opened } = fact.value;
    await logCheck(parts, call, 'consent:check', reader, patients, { state });
    const remark = otherGrounds[state];
    return { result: remark ? told('INFO', remark) : resultOver(identities), assertionType: typeOf(state, opened) };
  }

  return {
    async current(call: SecurityCall, request: ValueOf<typeof checkConsent2.request>) {
      const { result, assertionType } = await answered(
        async () => check(call, placeOf(request.accessingActor), patientIn(request.patientId)),
        nothing,
      );
      const checkResult: ValueOf<typeof checkConsent2.response>['checkResult'] = {
        result: resultBlock(result, 'VALIDATION_ERROR'),
        hasConsent: assertionType !== undefined,
        ...(assertionType && { assertionType }),
      };
      return { checkResult };
    },
    async older(call: SecurityCall, request: ValueOf<typeof checkConsent1.request>) {
      const { result, assertionType } = await answered(
        async () => check(call, placeOf(camelCased(request).accessingActor), patientIn(request.PatientId)),
        nothing,
      );
      const CheckResultType: ValueOf<typeof checkConsent1.response>['CheckResultType'] = {
        Result: olderResultBlock(result, 'VALIDATION_ERROR'),
        HasConsent: assertionType !== undefined,
        ...(assertionType && { AssertionType: assertionType }),
      };
      return { CheckResultType };
    },
  };
}

/** An emergency that is merely declared opens nothing yet. */
function typeOf(state: ConsentState, opened: boolean): Checked['assertionType'] {
  if (state === 'given') return 'Consent';
  return state === 'emergency' && opened ? 'Emergency' : undefined;
}
