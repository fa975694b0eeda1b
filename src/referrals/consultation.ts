import { fhirTimeToRivta } from '../codes/index.ts';
import type { XmlNode } from '../xml/index.ts';
import { ReferralRefused } from './refused.ts';

/** Of the element that makes a referral a consultation at a distance; see docs/referrals.md. */
export const consultationNamespace = 'urn:norrbryggan:consultation:1';

/** What the referring unit wants of a specialist elsewhere, beside what the referral says. */
export interface Consultation {
  /** ISO 8601: how long the specialist shall be able to read. */
  readonly until: string;
  /** Where to meet, https alone. */
  readonly video: string | undefined;
  readonly consent: StatedConsent | undefined;
}

/** A consent that the referring side says the patient has given; it counts when the receiving unit registers it. */
export interface StatedConsent {
  /** HSA-id of the person whom the patient told. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
  readonly for: 'me' | 'unit';
}

const longestAddress = 2_000;

/** Throws ReferralRefused. */
export function readConsultation({ attributes, children }: XmlNode): Consultation {
  const stated = children.filter(({ namespace }) => namespace === consultationNamespace);
  const consents = stated.filter(({ local }) => local === 'consent');
  if (consents.length > 1) throw broken('holds more than one consent');
  return {
    until: instant(attributes.get('until'), '@until'),
    video: videoIn(attributes.get('video')),
    consent: consents[0] && readConsent(consents[0]),
  };
}

function readConsent({ attributes }: XmlNode): StatedConsent {
  const scope = attributes.get('for');
  if (scope !== 'me' && scope !== 'unit') throw broken('consent/@for must be me or unit');
  return {
    by: hsaIdIn(attributes.get('by'), 'consultation/consent/@by'),
    at: instant(attributes.get('at'), 'consent/@at'),
    for: scope,
  };
}

function videoIn(given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const url = given.length <= longestAddress ? URL.parse(given.trim()) : null;
  if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '')
    throw broken('@video must be an https address without user and password');
  return url.href;
}

function instant(given: string | undefined, place: string): string {
  const time = given?.trim() ?? '';
  const isWhole = /T.*(Z|[+-]\d\d:\d\d)$/.test(time) && fhirTimeToRivta(time) !== undefined;
  if (!isWhole) throw broken(`${place} must be a time with zone, as in 2026-12-01T12:00:00+01:00`);
  return new Date(time).toISOString();
}

/** With a letter in it: what is digits alone could be a person's number. Throws ReferralRefused. */
export function hsaIdIn(given: string | undefined, place: string): string {
  const id = given?.trim().toUpperCase() ?? '';
  if (!/^(?=.*[A-Z])[A-Z0-9-]{1,64}$/.test(id)) throw new ReferralRefused({ rule: `${place} must be an HSA-id.` });
  return id;
}

function broken(rule: string): ReferralRefused {
  return new ReferralRefused({ rule: `consultation: ${rule}.` });
}
