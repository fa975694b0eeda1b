import type { Assertion } from '../../../access/consents/assertion.ts';
import { noAgainst } from '../../../access/consents/state.ts';
import type { ValueOf } from '../../../contracts/schema.ts';
import type {
  getConsentsForCareProvider2,
  getConsentsForPatient2,
  getExtendedConsentsForPatient2,
} from '../../../contracts/security/consent-2.ts';
import { actionBlock, optionalInstantIn } from './actions.ts';
import { demandOwn, type SecurityCall } from './call.ts';
import { nextTime } from './next-time.ts';
import { demandKept, logAnswer, type SecurityParts } from './parts.ts';
import { identifierOf, patientIn, resultOver } from './patients.ts';
import { answered, ok, type Result, resultBlock } from './result.ts';

interface Listed {
  readonly result: Result;
  readonly assertions: readonly Assertion[];
  /** From when on to ask next time, so that nothing is missed. */
  readonly next: string;
  readonly hasMore: boolean;
}

const never = new Date(0).toISOString();

/** Of one answer; the rest is asked for from `moreOnOrAfter` on. */
const mostAssertions = 1_000;

/** Consents and emergency assertions of the caller's own care provider. */
export function createConsentLists(parts: SecurityParts) {
  async function ofPatient(
    call: SecurityCall,
    { careProviderId, patientId }: ValueOf<typeof getConsentsForPatient2.request>,
  ): Promise<Listed> {
    demandOwn(call, careProviderId);
    demandKept(parts, 'consents', careProviderId);
    const patient = patientIn(patientId);
    const identities = await parts.findIdentities(patient, call);
    const { patients } = identities;
    const all = await parts.registrations.assertions({ patients, careProvider: careProviderId });
    await logAnswer(parts, call, 'consent:list', {
      patient,
      linked: patients.slice(1),
      reader: { careProvider: careProviderId, careUnit: undefined },
      actor: call.actor,
    });
    return { ...nothing(resultOver(identities)), assertions: toldOf(all) };
  }

  /** What else is registered of patients who have said no, or have taken that back: it may have been touched long ago. */
  async function besideNoes(careProvider: string, some: readonly Assertion[]): Promise<readonly Assertion[]> {
    const noes = byPatient(some.filter(({ kind }) => kind === 'refused'));
    if (noes.length === 0) return [];
    return parts.registrations.assertions({ patients: noes.map(([{ patient }]) => patient), careProvider });
  }

  const nothing = (result: Result): Listed => ({ result, assertions: [], next: never, hasMore: false });

  return {
    async ofPatient(call: SecurityCall, request: ValueOf<typeof getConsentsForPatient2.request>) {
      const { result, assertions } = await answered(() => ofPatient(call, request), nothing);
      const pdlAssertions = assertions.filter(isInForce).map(assertionBlock);
      return { getConsentsResult: { result: resultBlock(result, 'VALIDATION_ERROR'), pdlAssertions } };
    },
    async extended(call: SecurityCall, request: ValueOf<typeof getExtendedConsentsForPatient2.request>) {
      const { result, assertions } = await answered(() => ofPatient(call, request), nothing);
      const told = assertions.filter((one) => request.getCancelledFlag || isInForce(one));
      const getExtendedConsentsResult: ValueOf<
        typeof getExtendedConsentsForPatient2.response
      >['getExtendedConsentsResult'] = {
        result: resultBlock(result, 'VALIDATION_ERROR'),
        pdlAssertions: told.map(extendedBlock),
      };
      return { getExtendedConsentsResult };
    },
    async ofCareProvider(call: SecurityCall, request: ValueOf<typeof getConsentsForCareProvider2.request>) {
      const { careProviderId, createdOnOrAfter, getCancelledFlag } = request;
      const { result, assertions, next, hasMore } = await answered(async (): Promise<Listed> => {
        demandOwn(call, careProviderId);
        demandKept(parts, 'consents', careProviderId);
        const next = nextTime();
        const since = new Date(optionalInstantIn(createdOnOrAfter) ?? 0);
        const some = await parts.registrations.assertionsSince(careProviderId, since, mostAssertions);
        await logAnswer(parts, call, 'consent:list', {
          reader: { careProvider: careProviderId, careUnit: undefined },
          actor: call.actor,
          details: { assertions: some.length },
        });
        const last = some.at(-1);
        const hasMore = some.length === mostAssertions && last !== undefined;
        const assertions = byPatient([...some, ...(await besideNoes(careProviderId, some))]).flatMap(toldOf);
        return { result: ok, assertions, next: hasMore ? touchedAt(last) : next, hasMore };
      }, nothing);
      const getAllAssertionsResult: ValueOf<typeof getConsentsForCareProvider2.response>['getAllAssertionsResult'] = {
        result: resultBlock(result, 'VALIDATION_ERROR'),
        moreOnOrAfter: next,
        hasMore,
        assertions: assertions.filter(isInForce).map(assertionBlock),
        cancelledAssertions: getCancelledFlag ? assertions.flatMap(cancelledBlock) : [],
      };
      return { getAllAssertionsResult };
    },
  };
}

/** Each once. */
function byPatient(assertions: readonly Assertion[]): readonly (readonly [Assertion, ...Assertion[]])[] {
  const distinct = [...new Map(assertions.map((one) => [one.id, one])).values()];
  return [...Map.groupBy(distinct, ({ patient: { type, id } }) => `${type} ${id}`).values()] as [Assertion][];
}

/** Of one patient, what the contracts have names for. They have none for a no: a yes before it is told of as taken back. */
function toldOf(all: readonly Assertion[]): readonly Assertion[] {
  const now = new Date();
  return all.filter(hasNationalName).map((one) => {
    const no = one.kind === 'given' && !one.cancelled && !one.deleted ? noAgainst(one, all, now) : undefined;
    return no ? { ...one, cancelled: { action: no.registration, recordedAt: no.recordedAt } } : one;
  });
}

/** What the contract has no name for stays here, and so does an emergency that is merely declared: it opens nothing yet. */
function hasNationalName({ kind, emergency, opened }: Assertion): boolean {
  return kind === 'given' || (kind === 'emergency' && (emergency?.opened === true || opened !== undefined));
}

function isInForce({ cancelled, deleted, end }: Assertion): boolean {
  return !cancelled && !deleted && (end === undefined || end > new Date().toISOString());
}

function touchedAt({ recordedAt, opened, cancelled, deleted }: Assertion): string {
  const times = [opened, cancelled, deleted].flatMap((event) => event?.recordedAt ?? []);
  return [recordedAt, ...times].toSorted().at(-1) ?? recordedAt;
}

function assertionBlock({ id, kind, patient, careProvider, careUnit, employee, start, end }: Assertion) {
  return {
    assertionId: id,
    assertionType: kind === 'emergency' ? 'Emergency' : 'Consent',
    scope: 'NationalLevel',
    careProviderId: careProvider,
    careUnitId: careUnit,
    ...(employee !== undefined && { employeeId: employee }),
    startDate: start,
    ...(end !== undefined && { endDate: end }),
    patientId: identifierOf(patient),
  } as const;
}

function extendedBlock(assertion: Assertion) {
  const { representedBy, registration, cancelled, deleted } = assertion;
  return {
    pDLAssertion: assertionBlock(assertion),
    ...(representedBy && { representedBy: identifierOf(representedBy) }),
    registrationInfo: actionBlock(registration),
    ...(cancelled && { cancellationInfo: actionBlock(cancelled.action) }),
    ...(deleted && { deletionInfo: actionBlock(deleted.action) }),
  };
}

function cancelledBlock({ id, cancelled, deleted }: Assertion) {
  const end = cancelled ?? deleted;
  return end ? [{ assertionId: id, cancellationDate: end.recordedAt }] : [];
}
