import type { Config } from '../config.ts';
import { sameHsaId } from '../identities/index.ts';
import type { Decision } from './decision.ts';
import type { Admission, AdmissionQuestion, Gatekeeper } from './gatekeeper.ts';
import type { Reader } from './reader.ts';

export interface GatekeeperParts {
  readonly config: Pick<Config, 'access' | 'callers'>;
}

const purposes: Readonly<Record<Reader['gate'], string>> = {
  consumer: 'Vård och behandling',
  bridge: 'Vård och behandling',
  patient: 'Enskilds direktåtkomst',
};

export function createGatekeeper({ config }: GatekeeperParts): Gatekeeper {
  function readerOf({ caller, actor }: AdmissionQuestion): Reader {
    const agreed = config.callers.find(({ hsaId }) => sameHsaId(hsaId, caller.hsaId));
    const gate = agreed?.gate ?? 'bridge';
    return {
      gate,
      employee: actor?.hsaId,
      careProvider: agreed?.careProvider ?? '',
      careUnit: agreed?.careUnit,
      commission: actor?.commission,
      purpose: purposes[gate],
      rights: undefined,
      assurance: undefined,
      socialCare: false,
    };
  }

  return {
    async admit(question): Promise<Admission> {
      const reader = readerOf(question);
      const { contract, forCertificate = false, statedNeed, choice, at } = question;
      const code = question.actor ? 'GATE_UNAVAILABLE' : 'ACTOR_REQUIRED';
      const base = { ruleSet: 'svod-2023', ground: '', detail: undefined } as const;
      const decision: Decision =
        reader.gate === 'bridge'
          ? { ...base, outcome: 'deny', shown: 'nothing', code, rule: 'reader' }
          : { ...base, outcome: 'permit', shown: 'content', code: undefined, rule: 'agreement' };
      return {
        decision,
        circumstances: {
          reader,
          ruleSet: decision.ruleSet,
          connected: true,
          assurance: config.access.assurance,
          assignment: undefined,
          patientIdValid: true,
          patientProtected: false,
          relation: undefined,
          consent: undefined,
          contract,
          forCertificate,
          statedNeed,
          ownDataWithoutRelation: false,
          choice,
          at: at.toISOString(),
        },
        judge: async (records) => ({ judgements: records.map(() => 'show'), blocks: [] }),
      };
    },
  };
}
