import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../../src/portal/operations/reports/texts.ts';
import { hasChromium, startBrowser, type TestBrowser } from '../../support/browser.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { assignments } from '../../support/portal-client.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

const text = texts.sv;
const patients = ['191212121212', '195104179816', '200001252386'];

describe.skipIf(!hasChromium())('monthly reports on sources', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    await running.councils.setFault(addresses.vasterbotten, { kind: 'http500' });
    for (const id of patients)
      await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest({ id }) });
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  const row = (page: Page, table: string, name: string) =>
    page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: name });

  async function save(page: Page, name: string): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  it('tell what was met and what was not, in words, and can be sent to whoever delivers the source', async () => {
    const path = '/operations/reports';
    const { page, complaints } = await browser.visit(running, {
      who: 'demo-integration',
      assignment: assignments.operations,
      path,
    });
    await page.getByRole('heading', { level: 1, name: text.title }).waitFor();
    await page.getByText('Månaden är inte slut').waitFor();
    await page.getByRole('img', { name: /Tillgänglighet och svar i tid/ }).waitFor();
    await row(page, text.requirements, text.availability).getByText(text.met, { exact: true }).waitFor();
    await row(page, text.withheld, text.withheldFor['no-care-provider']).waitFor();

    await page.getByLabel(text.source).selectOption(addresses.vasterbotten);
    await row(page, text.requirements, text.availability).getByText(text.notMet, { exact: true }).waitFor();
    await row(page, text.requirements, text.indexed).getByText(text.notMeasured).waitFor();
    await row(page, text.queries, text.failed.refused).getByText('3', { exact: true }).waitFor();
    expect(page.url()).toContain(`source=${addresses.vasterbotten}`);

    const month = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' }).slice(0, 7);
    const pdf = await save(page, text.pdf);
    expect(pdf.name).toBe(`${addresses.vasterbotten}-${month}.pdf`);
    expect(pdfText(pdf.bytes)).toContain(text.notMet);
    await page.getByRole('button', { name: 'English' }).click();
    const csv = await save(page, texts.en.csv);
    expect(csv.bytes.toString()).toContain('"Queries";"Said no or could not answer";"";"3";""');
    for (const patient of patients) {
      expect(csv.bytes.toString()).not.toContain(patient);
      expect(pdfText(pdf.bytes)).not.toContain(patient);
      expect(await page.content()).not.toContain(patient);
    }
    expect(complaints).toEqual([]);
  });
});
