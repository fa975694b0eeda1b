/**
 * May this be shown? Decides from plain data and says why; asks nobody and writes nothing, except that store.ts files keep
 * what patients have decided. Faces translate the reasons, the access log keeps them. Who may call what where is decided
 * in routing/.
 */
export type { Actor } from './actor.ts';
export { type EffectiveBlock, evaluateBlocks } from './blocks/evaluate.ts';
export { createGatekeeper } from './create-gatekeeper.ts';
export { decideAdmission } from './decide-admission.ts';
export { decideRecord, foresee, type Lacking, lackingIn, type Owner } from './decide-record.ts';
export type { Decision, Shown } from './decision.ts';
export { type Audience, explain } from './explain/explain.ts';
export { explanationText, type Language } from './explain/words.ts';
export type {
  AccessFacts,
  BlockState,
  Consent,
  ConsentState,
  Fact,
  InformationEntity,
  ReaderPlace,
  Relation,
  RelationState,
  UsedLift,
} from './facts.ts';
export type {
  Admission,
  AdmissionQuestion,
  BlockMaster,
  Circumstances,
  Gatekeeper,
} from './gatekeeper.ts';
export { entityOf } from './information-entity.ts';
export type { Reader } from './reader.ts';
export { judgeRecord, type RecordGate, type WithholdingReason } from './record-gate.ts';
export { seenFrom } from './seen-from.ts';
export { type AnswerSummary, type Decided, summarize } from './summary.ts';
