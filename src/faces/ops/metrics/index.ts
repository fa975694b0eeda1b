/** Prometheus metrics, one file a theme: of the rooms' events, and read from the parts at each scrape. No patients. */
export { measureAccessLog } from './access-log.ts';
export { measureAlerts } from './alerts.ts';
export { measureCertificates } from './certificates.ts';
export { measureDeliveries } from './deliveries.ts';
export { createMeter } from './meter.ts';
export { measureProcess, measureProcesses, measureReadiness } from './process.ts';
export { measureRegisters } from './registers.ts';
export { measureRequests } from './requests.ts';
export { measureQueues, measureSources } from './sources.ts';
