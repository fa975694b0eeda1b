import type { Config } from '../config.ts';
import { storeLog1 } from '../contracts/security/log-1.ts';
import { storeLog2 } from '../contracts/security/log-2.ts';
import { type Delivery, DeliveryFailure, type Destination, type Receipt } from '../deliveries/delivery.ts';
import { deliveryFailureOf } from '../deliveries/failure-class.ts';
import type { Events } from '../events.ts';
import type { Outgoing } from '../sources/http.ts';
import { copiedTo, copyDestination } from './log-copies.ts';
import { type LogRecord, olderLogRecord } from './log-record.ts';
import { createSecurityService, type SecurityService } from './service.ts';

/** The log services that copies of the access log are sent to, one call at a time each. */
export function logCopyDestinations(
  config: Pick<Config, 'access' | 'bridge'> & { readonly outgoing: Outgoing },
  events: Events,
): Destination[] {
  const { access, bridge, outgoing } = config;
  return copiedTo(access).map((service) =>
    toService(createSecurityService(service, { outgoing, bridgeHsaId: bridge.hsaId, events }), events),
  );
}

function toService(service: SecurityService, events: Events): Destination {
  const { name } = service.config;
  return {
    name: copyDestination(name),
    concurrency: 1,
    async send({ content, correlationId, doubtful }, signal) {
      const records = JSON.parse(content.toString()) as LogRecord[];
      try {
        const receipt = receiptOf(await resultOf(service, records, { correlationId, signal }), doubtful);
        events.emit('log:copy:sent', { service: name, count: records.length });
        return receipt;
      } catch (thrown) {
        const failure = deliveryFailureOf(thrown, []);
        if (failure instanceof DeliveryFailure)
          events.emit('log:copy:failed', { service: name, count: records.length, reason: failure.reason });
        throw failure;
      }
    },
    close: () => service.close(),
  };
}

async function resultOf(
  service: SecurityService,
  records: readonly LogRecord[],
  options: { readonly correlationId: string; readonly signal: AbortSignal },
): Promise<string> {
  const careProvider = records[0]?.user.careProvider.careProviderId ?? '';
  if (service.config.log === 2)
    return (await service.call(storeLog2, careProvider, { log: records }, options)).result.resultCode;
  return (await service.call(storeLog1, careProvider, { Log: records.map(olderLogRecord) }, options)).ResultType
    .ResultCode;
}

/**
 * A log service refuses ids that it has (VALIDATION_ERROR): after an attempt that it may have received, that says that it
 * did. Throws DeliveryFailure.
 */
function receiptOf(resultCode: string, doubtful: Delivery['doubtful']): Receipt {
  if (resultCode === 'OK' || resultCode === 'INFO') return { text: resultCode };
  const isInvalid = resultCode === 'VALIDATION_ERROR' || resultCode === 'VALIDATIONERROR';
  if (isInvalid && doubtful) return { text: 'had it from an attempt before' };
  throw new DeliveryFailure(isInvalid ? 'never' : 'not-now', resultCode, `The log service answered ${resultCode}.`);
}
