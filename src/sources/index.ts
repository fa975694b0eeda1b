/**
 * The councils' record systems: ask one of them in the dialect it speaks (RIV-TA 2.1, RIV 13606, FHIR R4) and get its
 * records in one shape, as they are read. Knows nothing of the bus, the gate or who asks.
 */
export { type ConnectorOptions, createConnectors } from './connectors.ts';
export {
  type Connector,
  type DayPeriod,
  type FailureReason,
  failureReasons,
  SourceFailure,
  type SourceQuery,
} from './query.ts';
