import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundByAxe } from '../../support/axe.ts';
import { hasChromium, startBrowser, type TestBrowser, type Visited } from '../../support/browser.ts';
import { assignments, signedIn } from '../../support/portal-client.ts';
import { openPatient } from '../../support/portal-steps.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const [tolvan, saga] = ['191212121212', '200001252386'] as const;
const end = new Date(Date.now() + 24 * 3_600_000).toISOString();
const narrow = { width: 320, height: 800 } as const;

describe.skipIf(!hasChromium())('what records tell, on the page', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    const physician = await signedIn(running, 'demo-lakare', assignments.care);
    for (const patient of [tolvan, saga]) {
      await physician.post('/relations', { patient, end });
      await physician.post('/consents', { patient, kind: 'given', for: 'me', end });
    }
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  it('is read in full where it stands, and opens to where it came from and the message that told it', async () => {
    const { page, context, complaints } = await reading(tolvan, 'Journalanteckningar', narrow);
    const marked = page.getByRole('article').filter({ has: page.locator('.body__heading') });
    const note = marked.filter({ hasText: 'Region Norrbotten' }).first();
    await note.getByText('Läs hela').click();
    await note.getByRole('heading').nth(1).waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);

    await note.getByRole('button', { name: /öppna i sin helhet/ }).click();
    const detail = page.getByRole('dialog');
    await detail.getByText('Signerat av').waitFor();
    await detail.getByRole('button', { name: 'Visa originalmeddelandet' }).click();
    await detail.getByRole('region', { name: 'Originalmeddelandet' }).getByText('clinicalDocumentNoteText').waitFor();
    await expect.poll(() => foundByAxe(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('of a PDF is drawn on the page and told to those who listen', async () => {
    const { page, context, complaints } = await reading(tolvan, 'Journalanteckningar', narrow);
    const note = page
      .getByRole('article')
      .filter({ has: page.locator('.pdf') })
      .first();
    await note.getByText('Läs hela').click();
    const pdf = note.getByRole('region', { name: 'PDF-fil' });
    await pdf.getByText('En bilaga nära gränsen').waitFor();
    await pdf.scrollIntoViewIfNeeded();
    await expect.poll(() => page.evaluate<boolean>(hasInk), { timeout: 10_000 }).toBe(true);
    expect(await note.getByRole('button', { name: 'Spara filen' }).count()).toBe(1);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await pdf.getByRole('button', { name: 'Visa som text' }).click();
    expect((await pdf.getByText('En bilaga nära gränsen').boundingBox())?.width).toBeGreaterThan(100);
    await expect.poll(() => foundByAxe(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('of a pregnancy is a table over the visits, in the reader’s language', async () => {
    const { page, context, complaints } = await reading(saga, 'Graviditet', narrow);
    const visits = page.getByRole('table');
    await visits.getByRole('columnheader', { name: 'Fosterläge' }).waitFor();
    await visits.getByText('Huvudläge').first().waitFor();
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await expect.poll(() => foundByAxe(page)).toEqual([]);
    await page.getByRole('button', { name: 'English' }).click();
    await visits.getByRole('columnheader', { name: 'Fetal position' }).waitFor();
    await visits.getByText('Head', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  async function reading(patient: string, type: string, viewport: typeof narrow): Promise<Visited> {
    const who = { who: 'demo-lakare', assignment: assignments.care, path: '/patient' };
    const visited = await browser.visit(running, { ...who, context: { viewport } });
    const { page, url } = visited;
    await openPatient(page, patient);
    await page.goto(`${url}/patient`);
    await page.getByRole('button', { name: type, exact: true }).click();
    await page.getByRole('article').or(page.getByRole('table')).first().waitFor();
    return visited;
  }
});

/** Whether anything dark has been drawn on a page of a PDF. */
const hasInk = `(() => {
  const canvas = document.querySelector('.pdf__drawing');
  if (!canvas) return false;
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, index) => index % 4 === 0 && value < 100 && data[index + 3] > 200);
})()`;

/** How much wider the page is than the screen. */
function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}
