import type { XmlNode } from '../xml/index.ts';
import { childrenOf } from './document.ts';

interface Expected {
  /** What this installation is called by issuers. */
  readonly audiences: readonly string[];
  readonly clockSkewMs: number;
  readonly now: Date;
}

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const senderVouches = 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches';

/** Why the signed assertion does not hold here and now (SAML core 2.4 and 2.5); undefined = it does. */
export function conditionFault(assertion: XmlNode, expected: Expected): string | undefined {
  const conditions = childrenOf(assertion, 'Conditions');
  const [condition] = conditions;
  if (!condition || conditions.length > 1) return 'It must state its conditions once.';
  if (!condition.attributes.has('NotOnOrAfter')) return 'It does not say until when it holds.';
  return (
    timeFault(condition, expected) ??
    audienceFault(condition, expected.audiences) ??
    confirmationFault(assertion, expected) ??
    sessionFault(assertion, expected)
  );
}

function timeFault(node: XmlNode, { clockSkewMs, now }: Expected, end = 'NotOnOrAfter'): string | undefined {
  const from = instant(node.attributes.get('NotBefore'));
  const until = instant(node.attributes.get(end));
  if (Number.isNaN(from) || Number.isNaN(until)) return 'One of its times cannot be read.';
  // Asked so that whatever cannot be compared does not hold.
  if (from !== undefined && !(now.getTime() + clockSkewMs >= from)) return 'It does not hold yet.';
  if (until !== undefined && !(now.getTime() - clockSkewMs < until)) return 'It does not hold any more.';
  return undefined;
}

/** SAML writes UTC. NaN = not a time. */
function instant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text) ? Date.parse(text) : Number.NaN;
}

/** Every restriction must be met; a condition that is not known makes the whole assertion undecided. */
function audienceFault(condition: XmlNode, audiences: readonly string[]): string | undefined {
  const restrictions = childrenOf(condition, 'AudienceRestriction');
  const others = childrenOf(condition, 'ProxyRestriction');
  if (condition.children.length > restrictions.length + others.length)
    return 'It has a condition that cannot be kept here.';
  if (restrictions.length === 0) return 'It does not say for whom it is.';
  const forUs = (restriction: XmlNode): boolean =>
    childrenOf(restriction, 'Audience').some(({ text }) => audiences.includes(text.trim()));
  return restrictions.every(forUs) ? undefined : 'It is for another audience.';
}

function confirmationFault(assertion: XmlNode, expected: Expected): string | undefined {
  const subjects = childrenOf(assertion, 'Subject');
  const [subject] = subjects;
  if (!subject || subjects.length > 1) return 'It must be about one subject.';
  const confirmed = childrenOf(subject, 'SubjectConfirmation').some((confirmation) => {
    const method = confirmation.attributes.get('Method');
    if (method !== bearer && method !== senderVouches) return false;
    return childrenOf(confirmation, 'SubjectConfirmationData').every((data) => timeFault(data, expected) === undefined);
  });
  return confirmed ? undefined : 'Its subject is not confirmed in a way that holds here and now.';
}

function sessionFault(assertion: XmlNode, expected: Expected): string | undefined {
  const ended = childrenOf(assertion, 'AuthnStatement').some((s) => timeFault(s, expected, 'SessionNotOnOrAfter'));
  return ended ? 'The sign-in behind it has ended.' : undefined;
}
