import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RunningBridge } from './running-bridge.ts';
import { inSeconds, type Signer } from './tokens.ts';

export const tokenIssuer = 'https://idp.example';

/** A token that names a person under an assignment, tied to the certificate of the system `who`. */
export function personToken(
  running: RunningBridge,
  idp: Signer,
  who: string,
  person: { readonly hsaId: string; readonly commission: string; readonly purpose?: string; readonly acr?: string },
): Promise<string> {
  const certificate = new X509Certificate(readFileSync(running.pki.file(`${who}.crt`)));
  return idp.sign({
    iss: tokenIssuer,
    aud: `${running.url}/fhir`,
    exp: inSeconds(600),
    cnf: { 'x5t#S256': Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url') },
    employeeHsaId: person.hsaId,
    commissionHsaId: person.commission,
    commissionPurpose: person.purpose,
    acr: person.acr ?? 'http://id.sambi.se/loa/loa3',
  });
}
