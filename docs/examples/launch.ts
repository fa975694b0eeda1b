/**
 * Writes a page that opens the portal for a person, as a record system does it: `npx node docs/examples/launch.ts > launch.html`,
 * then open it in a browser. Made for the demo; the key is made when it is missing, and its public part is printed to be
 * registered under `callers[].launch.jwks`.
 */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { SignJWT } from 'jose';

const portal = process.env.PORTAL ?? 'https://localhost:8444';
const keyFile = process.env.KEY ?? 'launch.key';

if (!existsSync(keyFile)) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
}
const key = createPrivateKey(readFileSync(keyFile, 'utf8'));
const jwk = createPublicKey(key).export({ format: 'jwk' });
process.stderr.write(`${JSON.stringify({ keys: [{ ...jwk, kid: 'launch', alg: 'ES256', use: 'sig' }] })}\n`);

const launch = await new SignJWT({
  // Chosen in the record system; HSA must give it to the person. May be left out.
  assignment: 'SE2321000230-DEMOMEDVOB',
  // May be left out.
  patient: '191212121212',
})
  .setProtectedHeader({ alg: 'ES256', kid: 'launch' })
  .setIssuer('SE2321000230-DEMOEHR')
  .setSubject('SE2321000230-DEMOLAKARE')
  .setAudience(portal)
  .setIssuedAt()
  .setExpirationTime('60s')
  .setJti(randomUUID())
  .sign(key);

process.stdout.write(`<!doctype html><title>Launch</title>
<form method="post" action="${portal}/api/launch" target="_blank">
<input type="hidden" name="launch" value="${launch}"><button>Open the overview</button></form>
`);
