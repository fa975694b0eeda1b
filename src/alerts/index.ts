/**
 * Alerts: what is wrong in the installation, watched by every process and told once: what it does to care, what to do
 * first, whom to ring. Starts and ends are rows in the store that all processes share.
 */
export { type CertificateHandlers, certificateHandlers, type ToldImpact } from './certificate-tools.ts';
export { ownCertificates } from './certificates/own.ts';
export { type Alerts, startAlerts } from './start-alerts.ts';
export { type AlertTools, createAlertTools } from './tools.ts';
