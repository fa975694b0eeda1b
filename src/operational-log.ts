import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import type { BridgeEvents, Events } from './events.ts';

/** A place for lines to go; pino's own default is stdout. */
interface Destination {
  write(line: string): void;
}

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug';

/** How loud each event is, and what it is called for people. */
type Lines = {
  readonly [Name in keyof BridgeEvents]?: readonly [Level | ((event: BridgeEvents[Name][0]) => Level), string];
};

const lines: Lines = {
  'request:face:finished': ['info', 'request finished'],
  'request:face:broke': ['error', 'a bug met a caller'],
  'process:run:broke': ['fatal', 'an error that nobody caught stops the process'],
  'work:run:failed': ['warn', 'long work broke off'],
  'process:report:failed': ['warn', 'process cannot tell of itself in the store'],
  'request:door:refused': ['warn', 'call outside every face refused'],
  'source:query:failed': ['warn', 'source failed'],
  'caller:certificate:refused': ['warn', 'certificate refused'],
  'caller:certificate:remarked': ['warn', 'certificate to be looked into'],
  'connection:trust:ended': ['warn', 'connection of a certificate no longer accepted ended'],
  'trust:knowledge:changed': ['info', 'trust changed'],
  'revocation:answer:failed': ['warn', 'responder gave no answer'],
  'revocation:list:fetched': ['info', 'revocation list fetched'],
  'revocation:list:failed': ['warn', 'revocation list not fetched'],
  'trust:files:refused': ['error', 'roots and issuing CAs not renewed'],
  'directory:protected:asked': ['info', 'asked for staff with protected identity too'],
  'header:sender:ignored': ['warn', 'untrusted sender header ignored'],
  'keys:file:taken': ['info', 'changed certificate or key in force'],
  'keys:file:refused': ['error', 'changed certificate or key not taken'],
  'keys:file:exposed': ['warn', 'anybody may read a private key'],
  'breaker:state:changed': ['warn', 'circuit breaker changed'],
  'bus:reply:late': ['info', 'late reply dropped'],
  'bus:work:stalled': ['error', 'work is not moving'],
  'bus:worker:vanished': ['error', 'worker vanished with queries in its hands'],
  'bus:query:expired': ['info', 'query dropped after its deadline'],
  'bus:query:returned': ['info', 'query of another version given back'],
  'bus:payload:refused': ['error', 'payload on the bus cannot be opened'],
  'bus:handler:failed': ['error', 'a bug met a query'],
  'bus:backend:failed': ['warn', 'connection of the bus failed'],
  'store:connection:failed': ['warn', 'connection of the store failed'],
  'audit:log:broken': ['error', 'the access log is not whole'],
  'audit:journal:reconciled': ['info', 'access log reconciled'],
  'audit:entry:failed': ['error', 'access log cannot be written'],
  'witness:head:cosigned': ['debug', 'head of another log co-signed'],
  'witness:head:refused': ['error', 'ALARM: a log is not what it was'],
  'witness:peer:unreachable': ['warn', 'log or witness does not answer'],
  'emergency:access:opened': ['warn', 'emergency access to be reviewed'],
  'routing:tree:unavailable': ['warn', 'no routes and permissions above units'],
  'routing:table:loaded': ['info', 'address catalogue in force'],
  'routing:table:refused': ['error', 'address catalogue not renewed'],
  'routing:copy:failed': ['error', 'no local copy of the address catalogue'],
  'log:copy:failed': ['warn', 'log copies not taken'],
  'log:copy:delayed': ['warn', 'log copies not put on their way'],
  'security:question:failed': ['warn', 'security service does not answer'],
  'referral:relation:refused': ['warn', 'consultation accepted without a relation'],
  'persons:lookup:failed': ['warn', 'person register does not answer'],
  'quality:tally:failed': ['warn', 'withheld records wait to be counted'],
  'figures:tally:failed': ['warn', 'figures of record systems wait to be counted'],
  'figures:usage:delayed': ['warn', 'figures of use wait to be counted'],
  'trace:steps:dropped': ['warn', 'steps of calls not kept'],
  'trace:export:failed': ['warn', 'the trace collector takes no spans'],
  'directory:load:finished': ['info', 'care directory loaded'],
  'directory:load:failed': ['error', 'care directory cannot be loaded'],
  'directory:entry:omitted': ['warn', 'care directory entry left out'],
  'directory:lookup:stale': ['warn', 'care directory answered from memory'],
  'directory:lookup:failed': ['error', 'care directory does not answer'],
  'directory:server:lost': ['error', 'care directory server does not answer'],
  'directory:server:back': ['info', 'care directory server answers again'],
  'directory:copy:read': ['info', 'care directory read for its copy'],
  'directory:copy:held': ['warn', 'copy of the care directory held back'],
  'directory:copy:failed': ['error', 'copy of the care directory not renewed'],
  'engagements:change:applied': ['info', 'engagement index changed'],
  'engagements:lookup:failed': ['warn', 'engagement index does not answer'],
  'engagements:subscribers:found': ['info', 'subscribers of the engagement index found'],
  'engagements:subscribers:missing': ['error', 'subscribers of the engagement index not renewed'],
  'engagements:reconciliation:missed': ['warn', 'no comparison with the engagement index'],
  'engagements:reconciliation:finished': [
    ({ outcome }) => (outcome === 'refused' || outcome === 'failed' ? 'error' : 'info'),
    'engagement index compared with a source',
  ],
  'engagements:owner:changed': ['warn', 'engagements have gone to another index'],
  'measures:delivery:finished': [
    ({ outcome }) => (outcome === 'refused' ? 'warn' : 'info'),
    'figures of a council delivered',
  ],
  'measures:pull:failed': ['warn', 'figures of a council not fetched'],
  'delivery:send:failed': ['warn', 'message not taken'],
  'delivery:send:broke': ['error', 'a bug met a message'],
  'delivery:letter:died': ['error', 'message set aside'],
  'delivery:outcome:lost': ['warn', 'outcome of a message not written down'],
  'delivery:lease:lost': ['warn', 'message taken back from a process that vanished'],
  'referral:old:forgotten': ['info', 'old referrals forgotten'],
  'referral:forgetting:failed': ['warn', 'old referrals cannot be forgotten'],
  'delivery:sweep:failed': ['warn', 'messages that are due cannot be looked for'],
  'alert:condition:started': [({ severity }) => (severity === 'warning' ? 'warn' : 'error'), 'ALERT started'],
  'alert:condition:ended': ['info', 'alert ended'],
  'alert:watch:failed': ['error', 'alerts cannot be written down, and none can start'],
  'message:capture:failed': ['warn', 'messages cannot be captured, or what was captured not be destroyed'],
};

/**
 * The operational log: what engineers read when something is wrong. It listens to the rooms' events and therefore holds
 * no patient identity; who read about whom stands in the access log alone. JSON lines on stdout, each with the name of its
 * event, as documents and alerts call it.
 */
export function createOperationalLog(
  config: Pick<Config, 'bridge' | 'logLevel'>,
  events: Events,
  destination: Destination = pino.destination(1),
): Logger {
  const { name: installation, kind } = config.bridge;
  const log = pino({ level: config.logLevel, base: { installation, kind } }, destination);
  for (const name of Object.keys(lines) as (keyof BridgeEvents)[]) listen(name, lines[name]);
  return log;

  function listen<Name extends keyof BridgeEvents>(name: Name, line: Lines[Name]): void {
    if (!line) return;
    const [level, words] = line;
    const tell = (told: BridgeEvents[Name][0]) => {
      const facts: object = { event: name, ...told };
      log[typeof level === 'function' ? level(told) : level](facts, words);
    };
    events.on(name, tell as never);
  }
}
