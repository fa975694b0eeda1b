/**
 * The councils' record systems: ask one of them in the dialect it speaks (RIV-TA 2.1, RIV 13606, FHIR R4) and get its
 * records in one shape, as they are read. Knows nothing of the bus, the gate or who asks.
 */
export { createConnectors } from './connectors.ts';
export { judgeServers } from './judged-servers.ts';
export {
  type Connector,
  type FailureReason,
  SourceFailure,
  type SourceQuery,
  type Trail,
} from './query.ts';
