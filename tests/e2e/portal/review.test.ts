import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startBrowser, type TestBrowser } from '../../support/browser.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { assignments } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

const accesses = 3;

describe.skipIf(!hasChromium())('an officer in the portal', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    const options = { method: 'POST', headers: soapHeaders, body: soapRequest() };
    for (let nr = 0; nr < accesses; nr++) await running.call('ehr-norrbotten', diagnosisPath, options);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  const visit = (path: string) => browser.visit(running, { who: 'demo-sakerhet', assignment: assignments.logs, path });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const saved = async (page: Page, name: string): Promise<Buffer> => {
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, name)]);
    return readFile(await download.path());
  };

  it('draws a review, judges an access, has it summed up, and draws it again from its seed', async () => {
    const { page, context, complaints } = await visit('/access-log/reviews');
    await page.getByText('Inget stickprov har dragits än.').waitFor();
    await page.getByLabel('Antal av slumpen').fill('10');
    await press(page, 'Dra stickprovet');
    await page.getByRole('heading', { level: 1, name: 'Stickprov' }).waitFor();
    await page.getByText('Personregistret', { exact: false }).first().waitFor();
    const access = page.getByRole('article').filter({ hasText: 'Läste diagnoser' });
    expect(await access.count()).toBe(accesses);

    await access.first().getByRole('button', { name: 'Bedöm' }).click();
    await access.first().getByLabel('Befogad', { exact: true }).check();
    await access.first().getByLabel('Motivering').fill('Patienten var inskriven.');
    await press(page, 'Spara bedömningen');
    await access
      .first()
      .getByText(/^Befogad, .* Patienten var inskriven\.$/)
      .waitFor();
    await page.getByText(`Bedömda åtkomster: 1 av`).waitFor();
    await page.getByLabel('Visa bara dem som inte är bedömda').check();
    await expect.poll(() => access.count()).toBe(accesses - 1);

    const pdf = pdfText(await saved(page, 'Spara som PDF'));
    const csv = (await saved(page, 'Spara som tabell (CSV)')).toString();
    for (const summary of [pdf, csv]) {
      expect(summary).toContain('Patienten var inskriven.');
      expect(summary).not.toContain('1212121212');
    }
    await press(page, 'Dra om och jämför');
    await page.getByText(/^Samma \d+ åtkomster kom igen/).waitFor();
    await page.getByRole('link', { name: 'Granskning', exact: true }).click();
    await page.getByRole('cell', { name: /^1 av \d+$/ }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('verifies the log against a head that was kept, and has one entry proved in the browser', async () => {
    const { page, context, complaints } = await visit('/access-log/integrity?entry=0');
    const head = (await saved(page, 'Spara kvittot')).toString();
    expect(head).toContain('norrbryggan/');
    await page.getByLabel('Fil med ett kvitto').setInputFiles({
      name: 'head.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(head),
    });
    await expect.poll(() => page.getByLabel('Ett tidigare kvitto').inputValue()).toBe(head);
    await press(page, 'Kontrollera nu');
    await page.getByText(/^Loggen är hel: \d+ poster/).waitFor();
    await page.getByText('Den stämmer med kvittot som gavs.').waitFor();

    await page.getByLabel('Postens nummer eller id').fill(await anEntry());
    await press(page, 'Hämta beviset och räkna efter');
    await page.getByText('Posten finns i den signerade loggen, som den ser ut.').waitFor();
    expect(await page.getByText('Stämmer', { exact: true }).count()).toBe(5);
    const proof = JSON.parse((await saved(page, 'Spara beviset')).toString());
    expect(proof).toMatchObject({ norrbryggan: 1, index: expect.any(Number), text: expect.any(String) });
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('stops a verification of her own', async () => {
    const { page, context, complaints } = await visit('/access-log/integrity');
    // One that takes long enough to be stopped.
    const underWay = { state: 'running', id: 'w1', startedAt: '2026-01-01T00:00:00Z', done: 1, all: 9, isOwn: true };
    let stopped = false;
    await page.route('**/api/access-log/verification', (route) =>
      route.request().method() === 'POST' || stopped ? route.fallback() : route.fulfill({ json: underWay }),
    );
    await page.route('**/api/access-log/verification/w1', (route) => {
      stopped = route.request().method() === 'DELETE';
      return route.fulfill({ status: 204 });
    });
    await page.getByText('Kontrollerar posterna').waitFor();
    await press(page, 'Avbryt kontrollen');
    await page.getByText('Kontrollerar posterna').waitFor({ state: 'detached' });
    expect(stopped).toBe(true);
    expect(await page.getByRole('button', { name: 'Avbryt kontrollen' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  it('leaves an export and finds it again, fetches it and removes it', async () => {
    const begun = await visit('/access-log/exports');
    await press(begun.page, 'Börja en export');
    await begun.page.getByRole('cell', { name: 'Aino Demobäck' }).waitFor();
    await begun.context.close();

    const { page, context, complaints } = await visit('/access-log/exports');
    const file = (await saved(page, 'Hämta')).toString().trimEnd().split('\n');
    expect(file.length).toBeGreaterThan(accesses);
    expect(JSON.parse(file.at(-1) ?? '')).toMatchObject({ norrbryggan: 1 });
    await press(page, 'Ta bort');
    await page.getByText('Ingen export har gjorts det senaste dygnet.').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }, 60_000);

  /** Number of one that is her care provider's own. */
  async function anEntry(): Promise<string> {
    const [entry] = await running.log({ contract: 'GetDiagnosis:2' });
    return String(entry?.sequence);
  }
});
