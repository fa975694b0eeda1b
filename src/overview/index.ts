/**
 * The overview: one patient, all councils, one answer. Decides whom to ask, asks over the bus, withholds what may not be
 * shown, merges the rest, says for every source whether it is in the answer and if not why, and has the access logged
 * before anything is given out. Knows no wire format.
 */
export { AccessRefused } from './access-refused.ts';
export { createOverview } from './broker.ts';
export type { OwnPiece } from './collection.ts';
export type { Coverage, CoverageNote, NotAskedReason, SourceCoverage } from './coverage.ts';
export { type CallExplanation, explainCall } from './explain-call.ts';
export { permissionText, routeText } from './explain-words.ts';
export { createAccessLogging } from './log-access.ts';
export { createOffer, type Offer } from './offer.ts';
export type {
  OriginalOverview,
  Overview,
  OverviewAnswer,
  OverviewEnd,
  OverviewPart,
  OverviewRequest,
  OverviewStream,
  StreamedOverview,
} from './overview.ts';
export { createPass, type Pass } from './pass.ts';
export type { AnswerNote } from './patient.ts';
export { createPersonLookup, type PersonLookup, personContract } from './person-lookup.ts';
export { type AskedWhoHolds, createWhoHolds, type Holding, type WhoHolds } from './who-holds.ts';
