import { KeyObject, webcrypto } from 'node:crypto';
import type { Shown } from '../../keys/key-pair.ts';
import * as x509 from '../../siths/x509.ts';
import { failed, notTried, passed, type SystemCheck, type Verdict } from '../check.ts';
import type { Conversation } from '../conversation.ts';
import { oldHandshake } from '../system.ts';
import { withOneAnswered } from './refusals.ts';

const why = {
  sv: 'Certifikatet är det enda som säger vem som anropar. Utan krav på det kan vem som helst i nätet läsa patientuppgifter.',
  en: 'The certificate alone says who calls. Where it is not demanded anybody in the network can read patient data.',
};
const mend = {
  sv: 'Kräv klientcertifikat i handskakningen, lita bara på SITHS funktionscertifikats utfärdare, och svara annars med handskakningsfel eller HTTP 401 eller 403.',
  en: 'Demand a client certificate in the handshake, trust the issuers of SITHS function certificates alone, and answer with a failed handshake or HTTP 401 or 403 otherwise.',
};

/** TLS 1.0 and 1.1, which RFC 8996 ended. */
export const oldTls: SystemCheck = {
  id: 'old-tls',
  title: { sv: 'TLS äldre än 1.2 avvisas', en: 'TLS older than 1.2 is refused' },
  why: {
    sv: 'TLS 1.0 och 1.1 är avskaffade (RFC 8996): den som lyssnar kan tvinga fram dem och läsa med.',
    en: 'TLS 1.0 and 1.1 are deprecated (RFC 8996): whoever listens can force them and read along.',
  },
  mend: {
    sv: 'Tillåt bara TLS 1.2 och 1.3 i servern, och i den proxy som står framför den.',
    en: 'Allow TLS 1.2 and 1.3 alone in the server, and in the proxy before it.',
  },
  attempt: async ({ system }) => {
    const shaken = await oldHandshake(system);
    if ('taken' in shaken)
      return failed({
        sv: 'En handskakning i högst TLS 1.1 lyckades.',
        en: 'A handshake in TLS 1.1 at most succeeded.',
      });
    const { code } = shaken;
    if (code === 'ERR_SSL_NO_PROTOCOLS_AVAILABLE')
      return notTried('OpenSSL här kan inte tala äldre TLS.', 'OpenSSL here cannot speak older TLS.');
    return brokenOff.test(code) ? passed : unasked(code);
  },
};

/** Who shows nothing. */
export const noCertificate: SystemCheck = {
  id: 'no-certificate',
  title: { sv: 'Den som inte visar något certifikat avvisas', en: 'Whoever shows no certificate is refused' },
  why,
  mend,
  attempt: (setting) => withOneAnswered(setting, (conversation) => refused(conversation, 'none')),
};

/** Who shows one that nobody has issued. */
export const strangeCertificate: SystemCheck = {
  id: 'untrusted-certificate',
  title: { sv: 'Ett certifikat av okänd utfärdare avvisas', en: 'A certificate of an unknown issuer is refused' },
  why,
  mend,
  attempt: (setting) => withOneAnswered(setting, async (conversation) => refused(conversation, await selfSigned())),
};

/** At the handshake, or with an HTTP error that says so. A system that could not be asked has refused nobody. */
async function refused(conversation: Conversation, shows: Shown | 'none'): Promise<Verdict> {
  const reply = await conversation.dialect.send(conversation, shows);
  if (!('status' in reply)) return brokenOff.test(reply.code) ? passed : unasked(reply.code);
  if (refusing.has(reply.status)) return passed;
  return failed({ sv: `Kom: ett svar med HTTP ${reply.status}.`, en: `Came: an answer with HTTP ${reply.status}.` });
}

const unasked = (code: string): Verdict =>
  notTried(`Systemet kunde inte frågas (${code}).`, `The system could not be asked (${code}).`);

/** A handshake that fails; in TLS 1.3 the caller learns of it when it has already sent. */
const brokenOff = /^(ECONNRESET|EPIPE|EPROTO|ERR_SSL_.*)$/;
/** 495 and 496 are a proxy's own; 500 is what a SOAP fault comes with. */
const refusing = new Set([400, 401, 403, 495, 496, 500]);

async function selfSigned(): Promise<Shown> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Norrbryggan conformance kit',
    keys,
    signingAlgorithm: algorithm,
  });
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { cert: certificate.toString('pem'), key };
}
