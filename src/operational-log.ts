import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import type { Events } from './events.ts';

/** A place for lines to go; pino's own default is stdout. */
interface Destination {
  write(line: string): void;
}

/**
 * The operational log: what engineers read when something is wrong. It listens to the rooms' events and therefore holds
 * no patient identity; who read about whom stands in the access log alone. JSON lines on stdout.
 */
export function createOperationalLog(
  config: Pick<Config, 'bridge' | 'logLevel'>,
  events: Events,
  destination: Destination = pino.destination(1),
): Logger {
  const { name: installation, kind } = config.bridge;
  const log = pino({ level: config.logLevel, base: { installation, kind } }, destination);
  events.on('request:face:finished', (event) => log.info(event, 'request finished'));
  events.on('request:face:broke', (event) => log.error(event, 'a bug met a caller'));
  events.on('process:run:broke', (event) => log.fatal(event, 'an error that nobody caught stops the process'));
  events.on('work:run:failed', (event) => log.warn(event, 'long work broke off'));
  events.on('process:report:failed', (event) => log.warn(event, 'process cannot tell of itself in the store'));
  events.on('request:door:refused', (event) => log.warn(event, 'call outside every face refused'));
  events.on('source:query:failed', (event) => log.warn(event, 'source failed'));
  events.on('caller:certificate:refused', (event) => log.warn(event, 'certificate refused'));
  events.on('caller:certificate:remarked', (event) => log.warn(event, 'certificate to be looked into'));
  events.on('connection:trust:ended', (event) =>
    log.warn(event, 'connection of a certificate no longer accepted ended'),
  );
  events.on('trust:knowledge:changed', (event) => log.info(event, 'trust changed'));
  events.on('revocation:answer:failed', (event) => log.warn(event, 'responder gave no answer'));
  events.on('revocation:list:fetched', (event) => log.info(event, 'revocation list fetched'));
  events.on('revocation:list:failed', (event) => log.warn(event, 'revocation list not fetched'));
  events.on('trust:files:refused', (event) => log.error(event, 'roots and issuing CAs not renewed'));
  events.on('directory:protected:asked', (event) => log.info(event, 'asked for staff with protected identity too'));
  events.on('header:sender:ignored', (event) => log.warn(event, 'untrusted sender header ignored'));
  events.on('keys:file:taken', (event) => log.info(event, 'changed certificate or key in force'));
  events.on('keys:file:refused', (event) => log.error(event, 'changed certificate or key not taken'));
  events.on('keys:file:exposed', (event) => log.warn(event, 'anybody may read a private key'));
  events.on('breaker:state:changed', (event) => log.warn(event, 'circuit breaker changed'));
  events.on('bus:reply:late', (event) => log.info(event, 'late reply dropped'));
  events.on('bus:work:stalled', (event) => log.error(event, 'work is not moving'));
  events.on('bus:worker:vanished', (event) => log.error(event, 'worker vanished with queries in its hands'));
  events.on('bus:query:expired', (event) => log.info(event, 'query dropped after its deadline'));
  events.on('bus:query:returned', (event) => log.info(event, 'query of another version given back'));
  events.on('bus:payload:refused', (event) => log.error(event, 'payload on the bus cannot be opened'));
  events.on('bus:handler:failed', (event) => log.error(event, 'a bug met a query'));
  events.on('bus:backend:failed', (event) => log.warn(event, 'connection of the bus failed'));
  events.on('store:connection:failed', (event) => log.warn(event, 'connection of the store failed'));
  events.on('audit:log:broken', (event) => log.error(event, 'the access log is not whole'));
  events.on('audit:journal:reconciled', (event) => log.info(event, 'access log reconciled'));
  events.on('audit:entry:failed', (event) => log.error(event, 'access log cannot be written'));
  events.on('witness:head:cosigned', (event) => log.debug(event, 'head of another log co-signed'));
  events.on('witness:head:refused', (event) => log.error(event, 'ALARM: a log is not what it was'));
  events.on('witness:peer:unreachable', (event) => log.warn(event, 'log or witness does not answer'));
  events.on('emergency:access:opened', (event) => log.warn(event, 'emergency access to be reviewed'));
  events.on('routing:tree:unavailable', (event) => log.warn(event, 'no routes and permissions above units'));
  events.on('routing:table:loaded', (event) => log.info(event, 'address catalogue in force'));
  events.on('routing:table:refused', (event) => log.error(event, 'address catalogue not renewed'));
  events.on('routing:copy:failed', (event) => log.error(event, 'no local copy of the address catalogue'));
  events.on('log:copy:failed', (event) => log.warn(event, 'log copies not taken'));
  events.on('log:copy:delayed', (event) => log.warn(event, 'log copies not put on their way'));
  events.on('security:question:failed', (event) => log.warn(event, 'security service does not answer'));
  events.on('referral:relation:refused', (event) => log.warn(event, 'consultation accepted without a relation'));
  events.on('persons:lookup:failed', (event) => log.warn(event, 'person register does not answer'));
  events.on('quality:tally:failed', (event) => log.warn(event, 'withheld records wait to be counted'));
  events.on('figures:tally:failed', (event) => log.warn(event, 'figures of record systems wait to be counted'));
  events.on('figures:usage:delayed', (event) => log.warn(event, 'figures of use wait to be counted'));
  events.on('trace:steps:dropped', (event) => log.warn(event, 'steps of calls not kept'));
  events.on('trace:export:failed', (event) => log.warn(event, 'the trace collector takes no spans'));
  events.on('directory:load:finished', (event) => log.info(event, 'care directory loaded'));
  events.on('directory:load:failed', (event) => log.error(event, 'care directory cannot be loaded'));
  events.on('directory:entry:omitted', (event) => log.warn(event, 'care directory entry left out'));
  events.on('directory:lookup:stale', (event) => log.warn(event, 'care directory answered from memory'));
  events.on('directory:lookup:failed', (event) => log.error(event, 'care directory does not answer'));
  events.on('directory:server:lost', (event) => log.error(event, 'care directory server does not answer'));
  events.on('directory:server:back', (event) => log.info(event, 'care directory server answers again'));
  events.on('directory:copy:read', (event) => log.info(event, 'care directory read for its copy'));
  events.on('directory:copy:held', (event) => log.warn(event, 'copy of the care directory held back'));
  events.on('directory:copy:failed', (event) => log.error(event, 'copy of the care directory not renewed'));
  events.on('engagements:change:applied', (event) => log.info(event, 'engagement index changed'));
  events.on('engagements:lookup:failed', (event) => log.warn(event, 'engagement index does not answer'));
  events.on('engagements:subscribers:found', (event) => log.info(event, 'subscribers of the engagement index found'));
  events.on('engagements:subscribers:missing', (event) =>
    log.error(event, 'subscribers of the engagement index not renewed'),
  );
  events.on('engagements:reconciliation:missed', (event) => log.warn(event, 'no comparison with the engagement index'));
  events.on('engagements:reconciliation:finished', (event) => {
    const level = event.outcome === 'refused' || event.outcome === 'failed' ? 'error' : 'info';
    log[level](event, 'engagement index compared with a source');
  });
  events.on('engagements:owner:changed', (event) => log.warn(event, 'engagements have gone to another index'));
  events.on('measures:delivery:finished', (event) => {
    log[event.outcome === 'refused' ? 'warn' : 'info'](event, 'figures of a council delivered');
  });
  events.on('measures:pull:failed', (event) => log.warn(event, 'figures of a council not fetched'));
  events.on('delivery:send:failed', (event) => log.warn(event, 'message not taken'));
  events.on('delivery:send:broke', (event) => log.error(event, 'a bug met a message'));
  events.on('delivery:letter:died', (event) => log.error(event, 'message set aside'));
  events.on('delivery:outcome:lost', (event) => log.warn(event, 'outcome of a message not written down'));
  events.on('delivery:lease:lost', (event) => log.warn(event, 'message taken back from a process that vanished'));
  events.on('delivery:sweep:failed', (event) => log.warn(event, 'messages that are due cannot be looked for'));
  events.on('alert:condition:started', (event) => {
    log[event.severity === 'warning' ? 'warn' : 'error'](event, 'ALERT started');
  });
  events.on('alert:condition:ended', (event) => log.info(event, 'alert ended'));
  events.on('alert:watch:failed', (event) => log.error(event, 'alerts cannot be written down, and none can start'));
  events.on('message:capture:failed', (event) =>
    log.warn(event, 'messages cannot be captured, or what was captured not be destroyed'),
  );
  return log;
}
