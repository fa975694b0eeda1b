/**
 * Whether a CA is a test CA, by its subject as text: by what test CAs call themselves (SITHS: `TEST SITHS e-id …`, older
 * `… PP`, ours `DEV …`).
 */
export function isTestAuthority(subject: string): boolean {
  return /\b(SYSTEMTEST|TEST|DEV|DEMO|PP)\b/i.test(subject);
}
