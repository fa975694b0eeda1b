import type { Admission, Decision, Gatekeeper, UsedLift } from '../../src/access/index.ts';
import type { Config } from '../../src/config.ts';
import type { BridgeRecord } from '../../src/contracts/index.ts';

export const shown: Decision = {
  outcome: 'permit',
  shown: 'content',
  code: undefined,
  rule: 'test/permit',
  ruleSet: 'svod-2023',
  ground: 'test',
  detail: undefined,
};

/** What a rule makes of a record that is not shown. */
export const withheldAs = (kind: Decision['shown'], rule = `test/${kind}`): Decision => ({
  ...shown,
  outcome: 'deny',
  code: 'BLOCKED',
  shown: kind,
  rule,
});

export const refusedWith = (code: NonNullable<Decision['code']>): Decision => ({ ...withheldAs('nothing'), code });

interface Script {
  readonly decision?: Decision;
  readonly judge?: (record: BridgeRecord) => Decision;
  readonly lifts?: readonly UsedLift[];
  readonly consent?: Admission['circumstances']['consent'];
}

/** Judges as the test says, for the care provider that the configuration has for the caller. */
export function scriptedGatekeeper({ callers }: Pick<Config, 'callers'>, script: Script = {}): Gatekeeper {
  return {
    admit: async ({ caller, contract, choice, at }) => {
      const agreed = callers.find(({ hsaId }) => hsaId === caller.hsaId);
      return {
        decision: script.decision ?? shown,
        circumstances: {
          reader: {
            gate: agreed?.gate ?? 'bridge',
            employee: undefined,
            careProvider: agreed?.careProvider ?? '',
            careUnit: agreed?.careUnit,
            commission: undefined,
            purpose: 'Vård och behandling',
            rights: undefined,
            assurance: undefined,
            socialCare: false,
          },
          ruleSet: shown.ruleSet,
          connected: true,
          assurance: 3,
          assignment: undefined,
          patientIdValid: true,
          patientProtected: false,
          emergencyStated: false,
          relation: undefined,
          consent: script.consent,
          contract,
          forCertificate: false,
          statedNeed: undefined,
          ownDataWithoutRelation: false,
          choice,
          at: at.toISOString(),
        },
        judge: async (records) => ({
          judgements: records.map(script.judge ?? (() => shown)),
          blocks: [],
          lifts: script.lifts ?? [],
        }),
      };
    },
  };
}
