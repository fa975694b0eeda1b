import type { EngagementTransaction } from '../../src/contracts/domains/engagement-index-1.ts';
import type { NewDelivery, Outbox } from '../../src/deliveries/delivery.ts';
import type { Store } from '../../src/store/index.ts';

export const self = 'SE2321000230-DEMOBRIDGE';
export const [tolvan, other] = ['191212121212', '189002029800'];
export const description = 'riv:clinicalprocess:healthcond:description';

type Sample = Partial<EngagementTransaction['engagement']> & { readonly deleteFlag?: boolean };

/** A transaction as a source sends it: creates, unless told otherwise. */
export function transaction({ deleteFlag = false, ...changed }: Sample = {}): EngagementTransaction {
  return {
    deleteFlag,
    engagement: {
      registeredResidentIdentification: tolvan,
      serviceDomain: description,
      categorization: 'dia',
      logicalAddress: 'SE2321000230-DEMOVAS',
      businessObjectInstanceIdentifier: 'NA',
      clinicalProcessInterestId: 'NA',
      mostRecentContent: '20260101120000',
      sourceSystem: 'SE2321000230-DEMOVAS',
      dataController: 'SE2321000230-DEMOVG',
      ...changed,
    },
  };
}

/** An outbox in memory: what was put is there once its transaction is committed. */
export function memoryOutbox({ db }: Pick<Store, 'db'>): Outbox & { readonly sent: NewDelivery[] } {
  const sent: NewDelivery[] = [];
  return {
    sent,
    commit: async (work) => {
      const waiting: NewDelivery[] = [];
      const result = await db.transaction().execute((trx) =>
        work(trx, async (deliveries) => {
          waiting.push(...deliveries);
        }),
      );
      sent.push(...waiting);
      return result;
    },
  };
}
