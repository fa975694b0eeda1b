import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startBrowser, type TestBrowser } from '../../support/browser.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { assignments, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

const patient = '191212121212';
const written = '19121212-1212';

describe.skipIf(!hasChromium())('the access log in the portal', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    const physician = await signedIn(running, 'demo-lakare', assignments.care);
    const declared = { patient, reasonCode: 'danger-to-life', text: 'Medvetslös efter fall' };
    const { body } = await physician.post('/emergencies', declared);
    await physician.post(`/emergencies/${body.id}/open`, { patient });
    await ask('ehr-norrbotten');
    await ask('bad/revoked');
  }, 60_000);
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  const ask = (who: string) =>
    running.call(who, diagnosisPath, { method: 'POST', headers: soapHeaders, body: soapRequest() });
  const visit = (path: string) => browser.visit(running, { who: 'demo-sakerhet', assignment: assignments.logs, path });
  const search = (page: Page) => page.getByRole('button', { name: 'Sök', exact: true }).click();
  const reading = (page: Page) => {
    const deed = page.getByRole('cell', { name: 'Läste diagnoser', exact: true });
    return page.getByRole('row').filter({ has: deed }).first();
  };

  it('tells who opened a patient, and one event in full', async () => {
    const { page, context, complaints } = await visit('/access-log');
    await page.getByLabel('Patient').fill(patient);
    await search(page);
    await reading(page).waitFor();
    expect(await reading(page).textContent()).toContain(written);
    expect(await page.evaluate('location.href + JSON.stringify(history.state)')).not.toContain('1212');
    await reading(page).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'En händelse i loggen' }).waitFor();
    await page.getByText('svod-2023').first().waitFor();
    await page.goBack();
    await reading(page).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('tells everything that a certificate did, by one press', async () => {
    const { page, context } = await visit('/access-log/certificates');
    await page.getByRole('button', { name: 'Visa allt för ehr-norrbotten.norrbryggan.localhost' }).click();
    await reading(page).waitFor();
    expect(await page.getByLabel('Certifikat').inputValue()).toMatch(/^[0-9a-f]{64}$/);
    expect(await page.getByRole('row').filter({ hasText: 'Loggade in' }).count()).toBe(0);
    await context.close();
  });

  it('has an emergency judged: until then it waits, and what was found of it is told', async () => {
    const { page, context } = await visit('/access-log/emergencies');
    const area = page.getByRole('navigation', { name: 'Åtkomstlogg' });
    await area.getByRole('link', { name: 'Nödöppningar (1)' }).waitFor();
    const emergency = page.getByRole('article');
    await emergency.getByText('Medvetslös efter fall').waitFor();
    await emergency.getByText('Uppgifter öppnades').waitFor();
    await emergency.getByLabel('Befogad', { exact: true }).check();
    await emergency.getByLabel('Motivering').fill('Patienten var medvetslös.');
    await emergency.getByRole('button', { name: 'Spara bedömningen' }).click();
    await page.getByText('Ingen nödöppning väntar').waitFor();
    await area.getByRole('link', { name: 'Nödöppningar', exact: true }).waitFor();
    await page.getByLabel('Visa även de bedömda').check();
    await emergency.getByText(/^Befogad, .*Aino Demobäck\. Patienten var medvetslös\.$/).waitFor();
    await context.close();
  });

  it('has a refused certificate signed off, and open again when it is refused once more', async () => {
    const { page, context } = await visit('/access-log/refused');
    const refused = page.getByRole('article');
    await refused.getByText('Spärrat').waitFor();
    await refused.getByLabel('Vad du har funnit').fill('Kortet är anmält förlorat.');
    await refused.getByRole('button', { name: 'Kvittera' }).click();
    await page.getByText('Inget avvisat certifikat väntar här.').waitFor();
    await ask('bad/revoked');
    await page.reload();
    await refused.getByText('Har nekats igen sedan det kvitterades').waitFor();
    await refused.getByText(/Aino Demobäck\. Kortet är anmält förlorat\.$/).waitFor();
    await refused.getByText('2 gånger').waitFor();
    await refused.getByText(/127\.0\.0\.1|::1/).waitFor();
    await context.close();
  });

  it('gives the patient’s extract to look at, and as PDF and CSV', async () => {
    const { page, context, complaints } = await visit('/access-log/extract');
    await page.getByLabel('Patient').fill(patient);
    await page.getByRole('button', { name: 'Gör utdraget' }).click();
    await page.getByText(/^Sida 1 av/).waitFor();
    const saved = async (name: string): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name, exact: true }).click(),
      ]);
      expect(download.suggestedFilename()).not.toContain('1212');
      return readFile(await download.path());
    };
    expect(pdfText(await saved('Spara som PDF'))).toContain('Demojournalen Norrbotten');
    expect((await saved('Spara som CSV')).toString()).toContain('Läste diagnoser.');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
