import type { DeliveryKind, DeliveryState } from '../../../deliveries/delivery.ts';

interface MessageTexts {
  readonly destination: string;
  readonly kind: string;
  readonly kinds: Readonly<Record<DeliveryKind, string>>;
  readonly state: string;
  readonly states: Readonly<Record<DeliveryState, string>>;
  readonly accepted: string;
  readonly attempts: string;
  readonly reason: string;
}

/** What messages are called on every page of the area. */
export const messageTexts: { readonly sv: MessageTexts; readonly en: MessageTexts } = {
  sv: {
    destination: 'Mottagare',
    kind: 'Slag',
    kinds: {
      notification: 'Avisering',
      'index-update': 'Indexuppdatering',
      referral: 'Remiss',
      'log-copy': 'Loggkopia',
    },
    state: 'Läge',
    states: {
      waiting: 'Väntar',
      sending: 'Skickas',
      delivered: 'Levererat',
      dead: 'Ej levererbart',
      discarded: 'Kasserat',
    },
    accepted: 'Mottaget',
    attempts: 'Försök',
    reason: 'Orsak',
  },
  en: {
    destination: 'Destination',
    kind: 'Kind',
    kinds: {
      notification: 'Notification',
      'index-update': 'Index update',
      referral: 'Referral',
      'log-copy': 'Log copy',
    },
    state: 'State',
    states: {
      waiting: 'Waiting',
      sending: 'Sending',
      delivered: 'Delivered',
      dead: 'Dead',
      discarded: 'Discarded',
    },
    accepted: 'Accepted',
    attempts: 'Attempts',
    reason: 'Reason',
  },
};
