import type { Admission } from '../access/index.ts';
import { AccessRefused } from './access-refused.ts';
import type { OverviewParts, OverviewRequest } from './overview.ts';
import { mayBeProtected, type PatientIdentities } from './patient.ts';

/** Lets the reader in, or throws AccessRefused once the refusal is on the log. Nobody has been asked for anything then. */
export type Admit = (request: OverviewRequest, patient: PatientIdentities, startedAt: number) => Promise<Admission>;

export function createAdmit({ gatekeeper, log }: Pick<OverviewParts, 'gatekeeper' | 'log'>): Admit {
  return async (request, patient, startedAt) => {
    const { identities } = patient;
    const { correlationId, contract, caller, actor, choice = false, forCertificate, statedNeed, reading } = request;
    const admission = await gatekeeper.admit({
      correlationId,
      contract,
      caller,
      actor,
      patients: identities,
      patientProtected: mayBeProtected(patient),
      choice,
      forCertificate,
      statedNeed,
      reading,
      at: new Date(startedAt),
    });
    const { outcome, code, detail } = admission.decision;
    if (outcome === 'permit') return admission;
    const { entry } = await log({
      request,
      records: [],
      coverage: [],
      sourcesAsked: [],
      withheld: new Map(),
      failures: [],
      outcome: 'refused',
      milliseconds: Date.now() - startedAt,
      patients: identities,
      admission,
    });
    throw new AccessRefused(code ?? 'INTERNAL', detail, entry);
  };
}
