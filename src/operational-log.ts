import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import type { Events } from './events.ts';

/**
 * The operational log: what engineers read when something is wrong. It listens to the rooms' events and therefore holds
 * no patient identity; who read about whom stands in the access log alone. JSON lines on stdout.
 */
export function createOperationalLog(config: Config, events: Events): Logger {
  const log = pino({ level: config.logLevel, base: { installation: config.bridge.name, kind: config.bridge.kind } });
  events.on('request:face:finished', (event) => log.info(event, 'request finished'));
  events.on('source:query:failed', (event) => log.warn(event, 'source failed'));
  events.on('caller:certificate:refused', (event) => log.warn(event, 'certificate refused'));
  events.on('header:sender:ignored', (event) => log.warn(event, 'untrusted sender header ignored'));
  events.on('bus:reply:late', (event) => log.info(event, 'late reply dropped'));
  events.on('bus:work:stalled', (event) => log.error(event, 'work is not moving'));
  events.on('audit:entry:failed', (event) => log.error(event, 'access log cannot be written'));
  events.on('directory:load:finished', (event) => log.info(event, 'care directory loaded'));
  events.on('directory:load:failed', (event) => log.error(event, 'care directory cannot be loaded'));
  return log;
}
