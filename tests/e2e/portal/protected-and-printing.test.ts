import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, startBrowser, type TestBrowser, type Visited } from '../../support/browser.ts';
import { pdfText } from '../../support/pdf-text.ts';
import { assignments, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const [gunnar, ylva] = ['195104179816', '198605149809'];
const end = new Date(Date.now() + 24 * 3_600_000).toISOString();
/** Of a health centre, where printing is off; at the medical clinic it is on. */
const elsewhere = 'SE2321000230-DEMOHC1VOB';

/** A reading takes as long as the slowest council, and the machine may be busy. */
const soon = { timeout: 15_000 };

describe.skipIf(!hasChromium())('what is kept from paper and eyes', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    for (const assignment of [assignments.care, elsewhere]) {
      const physician = await signedIn(running, 'demo-lakare', assignment);
      for (const patient of [gunnar, ylva]) {
        await physician.post('/relations', { patient, end });
        await physician.post('/consents', { patient, kind: 'given', for: 'unit', end });
      }
    }
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  /** Signed in with the patient open, and diagnoses chosen. */
  async function reading(patient: string, assignment: string = assignments.care): Promise<Visited> {
    const visited = await browser.visit(running, { who: 'demo-lakare', assignment });
    const { page, url, context } = visited;
    await context.addInitScript({ content: 'window.print = () => { window.printed = true; };' });
    await page.evaluate(
      `fetch('/api/patient/open', { method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ patient: '${patient}' }) })`,
    );
    await page.goto(`${url}/patient`);
    await page.getByRole('button', { name: 'Diagnoser', exact: true }).click();
    await page.locator('.item').first().waitFor();
    return visited;
  }

  /** What is on paper, in words. */
  const onPaper = async ({ page }: Visited): Promise<string> => {
    await page.emulateMedia({ media: 'print' });
    const text = await page.locator('body').innerText();
    await page.emulateMedia({ media: 'screen' });
    return text;
  };

  it('is where a protected person is cared for, until that is asked for with a reason', async () => {
    const visited = await reading(ylva);
    const { page, context, complaints } = visited;
    const parts = page.locator('.overview__parts');
    expect(await parts.innerText()).toContain('Plats dold');
    expect(await parts.innerText()).not.toMatch(/kliniken|hälsocentral|akutcentrum/i);
    expect(await page.getByRole('button', { name: 'Skriv ut' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Visa platser …' }).click();
    await page.getByRole('textbox', { name: /Varför behövs det/ }).fill('Remiss till närmaste mottagning');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => parts.innerText(), soon).toMatch(/kliniken|hälsocentral|akutcentrum/i);
    await page.reload();
    expect(await page.getByRole('button', { name: 'Visa platser …' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is all of a page that nobody may print', async () => {
    const visited = await reading(gunnar, elsewhere);
    expect(await visited.page.getByRole('button', { name: 'Skriv ut' }).count()).toBe(0);
    const paper = await onPaper(visited);
    expect(paper).toContain('Utskrift ur portalen är avstängd.');
    expect(paper).not.toContain('Hjortlid');
    await visited.context.close();
  });

  it('is nothing once the bridge has permitted it; then who, where and when stands on the sheet', async () => {
    const visited = await reading(gunnar);
    const { page, context, complaints } = visited;
    expect(await onPaper(visited)).not.toContain('Hjortlid');
    await page.getByRole('button', { name: 'Skriv ut' }).click();
    await expect.poll(() => page.evaluate('window.printed'), soon).toBe(true);
    const paper = await onPaper(visited);
    expect(paper).toMatch(/Utskrivet ur Norrbryggan av .+, Medicinkliniken Norrskenets sjukhus, \d{4}-\d\d-\d\d/);
    expect(paper).toContain('Hjortlid');
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await expect.poll(() => onPaper(visited), soon).not.toContain('Hjortlid');
    const saved = async (name: string): Promise<Buffer> => {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
      expect(download.suggestedFilename()).toMatch(/^norrbryggan-\d{12}\.(pdf|json)$/);
      return readFile(await download.path());
    };
    expect(pdfText(await saved('Hämta som PDF'))).toContain('Hjortlid');
    const summary = JSON.parse((await saved('Hämta patientsammanfattning (IPS)')).toString());
    expect(summary).toMatchObject({ resourceType: 'Bundle', type: 'document' });
    const entries = await running.log({ patient: gunnar });
    const taken = entries.filter(({ activity }) => activity === 'Utskrift').map(({ action }) => action);
    expect(taken.sort()).toEqual(['output:ips', 'output:pdf', 'output:print']);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
