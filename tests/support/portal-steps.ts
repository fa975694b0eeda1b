import type { Page } from 'playwright-core';
import { texts as patientTexts } from '../../src/portal/patient/texts.ts';

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
