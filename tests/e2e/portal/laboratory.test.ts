import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundByAxe } from '../../support/axe.ts';
import { hasChromium, phone, startBrowser, type TestBrowser, type Visited } from '../../support/browser.ts';
import { assignments, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const tolvan = '191212121212';
const end = new Date(Date.now() + 24 * 3_600_000).toISOString();

describe.skipIf(!hasChromium())('laboratory results in the portal', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    const physician = await signedIn(running, 'demo-lakare', assignments.care);
    await physician.post('/relations', { patient: tolvan, end });
    await physician.post('/consents', { patient: tolvan, kind: 'given', for: 'unit', end });
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  /** Signed in with the patient open, and laboratory answers chosen. */
  async function reading(more: Parameters<TestBrowser['visit']>[1] = {}): Promise<Visited> {
    const visited = await browser.visit(running, { who: 'demo-lakare', assignment: assignments.care, ...more });
    const { page, url } = visited;
    await page.evaluate(
      `fetch('/api/patient/open', { method: 'POST', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ patient: '${tolvan}' }) })`,
    );
    await page.goto(`${url}/patient`);
    await page.getByRole('button', { name: 'Laboratoriesvar', exact: true }).click();
    await page.getByRole('columnheader', { name: 'Referens' }).waitFor();
    return visited;
  }

  it('are charted under the strict policy, with the same values in words, by keyboard alone', async () => {
    const { page, context, complaints } = await reading();
    const opener = page.getByRole('button', { name: 'Diagram över P-Kreatinin, µmol/L' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const chart = page.getByRole('img', { name: /P-Kreatinin.*värden från \d{4}-\d\d-\d\d till/ });
    await chart.waitFor();
    // The block that Plot writes is in force: without it the words of the axes would lose their spaces.
    const spaces = `getComputedStyle(document.querySelector('.laboratory-chart text')).whiteSpace`;
    expect(await page.evaluate(spaces)).toBe('pre');
    const told = page.locator('output');
    const last = await told.textContent();
    await page.getByRole('button', { name: 'Föregående värde' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => told.textContent(), { timeout: 10_000 }).not.toBe(last);
    expect(await told.textContent()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d: \d+ µmol\/L \(Referens 60–105\)/);
    await expect.poll(() => foundByAxe(page, { within: '.chart-figure' })).toEqual([]);
    await page.keyboard.press('Escape');
    await chart.waitFor({ state: 'detached' });
    const focused = 'document.activeElement?.getAttribute("aria-label")';
    expect(await page.evaluate(focused)).toBe(await opener.getAttribute('aria-label'));
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('stand in a table that scrolls within itself at a phone’s width, and answer by answer', async () => {
    const { page, context, complaints } = await reading({ context: { viewport: phone, colorScheme: 'dark' } });
    const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
    expect(await page.evaluate(`document.querySelector('.laboratory-scroll').scrollWidth`)).toBeGreaterThan(
      phone.width,
    );
    await expect.poll(() => foundByAxe(page, { within: '.laboratory-panel' })).toEqual([]);
    await page.getByRole('tab', { name: 'Svar för svar' }).click();
    await page
      .getByRole('heading', { name: /^Provtaget \d{4}-\d\d-\d\d/ })
      .first()
      .waitFor();
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
