import type { Page } from 'playwright-core';
import { texts as gateTexts } from '../../src/portal/gate/texts.ts';
import { texts as overviewTexts } from '../../src/portal/overview/texts.ts';
import { texts as patientTexts } from '../../src/portal/patient/texts.ts';
import { assignments, type Doors, signedIn } from './portal-client.ts';

/** What people do in the portal, in the language of its pages. */
export type Language = 'sv' | 'en';

/** Looks a number up: the reader is asked whether it is the right patient. */
export async function findPatient(page: Page, number: string, language: Language = 'sv'): Promise<void> {
  const text = patientTexts[language];
  await page.getByLabel(text.number).fill(number);
  await page.getByRole('button', { name: text.find, exact: true }).click();
  await page.getByRole('dialog').getByText(text.identity, { exact: true }).waitFor();
}

/** Looks a number up and says that it is the right patient. */
export async function openPatient(page: Page, number: string, language: Language = 'sv'): Promise<void> {
  await findPatient(page, number, language);
  await page.getByRole('dialog').getByRole('button', { name: patientTexts[language].right }).click();
  await page.getByRole('region', { name: patientTexts[language].patient }).waitFor();
}

/** The physician's relation to the patient, registered beforehand. */
export async function relate(running: Doors, patient: string): Promise<void> {
  await register(running, '/relations', { patient, end: tomorrow() });
}

/** The physician's relation to the patient and the patient's consent, registered beforehand. */
export async function letRead(running: Doors, patient: string): Promise<void> {
  await relate(running, patient);
  await register(running, '/consents', { patient, end: tomorrow(), kind: 'given', for: 'unit' });
}

async function register(running: Doors, path: string, body: object): Promise<void> {
  const physician = await signedIn(running, 'demo-lakare', assignments.care);
  const { status } = await physician.post(path, body);
  if (status !== 200) throw new Error(`${path} answered ${status}.`);
}

const tomorrow = (): string => new Date(Date.now() + 24 * 3_600_000).toISOString();

/** Chooses what to read, by the first words of the choice. */
export async function choose(page: Page, choice: 'acute' | 'lastYear' | 'everything', language: Language = 'sv') {
  await page.getByRole('button', { name: new RegExp(`^${overviewTexts[language][choice]}`) }).click();
  await page.getByRole('heading', { level: 1, name: overviewTexts[language].title }).waitFor();
}

/** At the gate to a patient whom nobody here has met: registers why she is in care, and that she consents. */
export async function enterByConsent(page: Page, language: Language = 'sv'): Promise<void> {
  const { relation, consent } = gateTexts[language];
  await page.getByRole('button', { name: relation.register, exact: true }).click();
  await page.getByRole('button', { name: consent.register, exact: true }).click();
}
