import type { Extension, Reference } from './resources.ts';
import { extensionOf, timeOf } from './values.ts';

type Holder = { readonly extension?: Extension[] };

/** How the guide's pages, and our own FHIR face, name the time of signing from type to type, and who signed. */
const whole = ['legal-authenticator', 'immunization-legal-authenticator', 'signature'];
const times = ['ext-signature-time', 'signature-time', 'asserted-date'];
const signers = ['signature-id', 'asserter'];

/** When a resource was signed, and by whom if it says so: in most types R4 has no element for either. */
export function signatureOf(resource: Holder): { signer: Reference | undefined; signed: string | undefined } {
  const signature = first(resource, whole);
  const time = first(signature ?? {}, ['signatureTime', 'time']) ?? first(resource, times);
  const who = first(signature ?? {}, ['legalAuthenticator', 'hsaId', 'who']) ?? first(resource, signers) ?? signature;
  return {
    signer: who?.valueReference ?? (who?.valueIdentifier && { identifier: who.valueIdentifier }),
    signed: timeOf(time?.valueDateTime),
  };
}

function first(holder: Holder, names: readonly string[]): Extension | undefined {
  return names.map((name) => extensionOf(holder, name)).find(Boolean);
}
