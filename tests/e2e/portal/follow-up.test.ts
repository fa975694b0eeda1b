import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundByAxe } from '../../support/axe.ts';
import { hasChromium, phone, startBrowser, type TestBrowser, type Visit } from '../../support/browser.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { letRead } from '../../support/portal-steps.ts';
import { readingOf } from '../../support/reading-stream.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const tolvan = '191212121212';
const manager: Visit = { who: 'demo-chef', assignment: assignments.management };
const medicine = 'SE2321000230-DEMOMED';
const headings = 'measure;version;period;unit;value;numerator;denominator';

describe.skipIf(!hasChromium())('follow-up', () => {
  let running: RunningBridge;
  let browser: TestBrowser;
  let client: PortalClient;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    client = await signedIn(running, 'demo-chef', assignments.management);
    await letRead(running, tolvan);
    const physician = await signedIn(running, 'demo-lakare', assignments.care);
    for (const contract of ['GetDiagnosis:2', 'GetDiagnosis:2', 'GetAlertInformation:2'] as const)
      expect((await readingOf(physician, tolvan, { kind: 'contracts', contracts: [contract] })).status).toBe(200);
  }, 90_000);
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

  it('tells how many overviews there were, by care provider, unit and contract, without any patient', async () => {
    await expect
      .poll(async () => (await client.get('/follow-up/use')).body.use, { timeout: 20_000 })
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({ use: 'overview', unit: medicine, contract: 'GetDiagnosis:2', count: 2 }),
          expect.objectContaining({ use: 'overview', unit: medicine, contract: 'GetAlertInformation:2', count: 1 }),
        ]),
      );
    const { page, context, complaints } = await browser.visit(running, { ...manager, path: '/follow-up' });
    await heading(page, 'Bryggans användning');
    const table = (name: RegExp) => page.getByRole('table', { name });
    const row = table(/per vårdgivare och månad/)
      .getByRole('row')
      .nth(1);
    await row.waitFor();
    expect(await row.getByRole('cell').allTextContents()).toEqual(['3']);
    expect(
      await table(/Egna enheter/)
        .getByRole('row', { name: /Medicinkliniken/ })
        .textContent(),
    ).toMatch(/3$/);
    expect(
      await table(/Per tjänstekontrakt/)
        .getByRole('row', { name: /GetDiagnosis:2/ })
        .textContent(),
    ).toMatch(/2$/);
    await page.getByLabel('Tjänstekontrakt').selectOption('GetAlertInformation:2');
    await expect.poll(() => row.getByRole('cell').allTextContents()).toEqual(['1']);
    await table(/Källornas svar/)
      .getByRole('row', { name: /Region Norrbotten, VAS/ })
      .getByText('100 %')
      .waitFor();
    expect(await page.locator('main').textContent()).not.toContain('Tolvan');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('puts the councils’ figures side by side, and marks where they follow different definitions', async () => {
    const { page, context, complaints } = await browser.visit(running, {
      ...manager,
      path: '/follow-up/comparisons?measure=readmitted-30-days',
    });
    await page.getByText('Siffrorna följer olika definitioner').waitFor();
    await page.getByText('Påhittade siffror, för demonstration').waitFor();
    await page.getByRole('img', { name: /Diagram över Återinskrivna/ }).waitFor();
    await page.getByText('Region Västernorrland (definition 2)').waitFor();
    const row = page.getByRole('table', { name: /sida vid sida/ }).getByRole('row', { name: /mars 2026/ });
    expect(await row.getByRole('cell').allTextContents()).toEqual([
      expect.stringMatching(/^\d+,?\d* definition 1$/),
      expect.stringMatching(/^\d+,?\d* definition 1$/),
      expect.stringMatching(/^\d+,?\d* definition 2$/),
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('hides what tells of few, and in the file that is saved as well', async () => {
    const { page, context } = await browser.visit(running, {
      ...manager,
      path: '/follow-up/comparisons?measure=influenza-vaccinated-65',
    });
    const units = page.getByRole('table', { name: /Enheter i Region Norrbotten/ });
    await units.getByText('dolt').first().waitFor();
    await page.getByLabel('Perioder').selectOption('Kvartal');
    await units.getByRole('columnheader', { name: 'kvartal 2 2026' }).waitFor();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Spara som CSV' }).click();
    const text = await readFile(await (await saved).path(), 'utf8');
    expect(text.startsWith('\uFEFF"Mått";"Namn"')).toBe(true);
    expect(text).toContain('Antal personer som är 65 år eller äldre');
    const lines = text.split('\r\n').slice(1, -1);
    const values = lines.map((line) => line.split('";"').slice(9, 13));
    expect(values.filter(([, , , hidden]) => hidden === 'ja').length).toBeGreaterThan(5);
    for (const [value, , , hidden] of values) {
      if (hidden === 'ja') expect(value).toBe('');
      else expect(Number(value)).toBeGreaterThanOrEqual(10);
    }
    await context.close();
  });

  it('takes a delivery, and tells line by line what is wrong with another', async () => {
    const { page, context, complaints } = await browser.visit(running, { ...manager, path: '/follow-up/deliveries' });
    const deliver = async (...lines: readonly string[]) => {
      const buffer = Buffer.from([headings, ...lines].join('\r\n'));
      await page.getByLabel('Fil, CSV eller JSON').setInputFiles({ name: 'figures.csv', mimeType: 'text/csv', buffer });
      await page.getByRole('button', { name: 'Lämna', exact: true }).click();
    };
    await deliver(`medication-report;1;2026-07;SE2321000222-DEMOMED;;60;90`, 'medication-report;1;2026-07;;;x;90');
    await page.getByText('Filen togs inte emot: 2 fel').waitFor();
    const faults = page.getByRole('table', { name: 'Fel i filen' }).getByRole('row');
    expect((await faults.allTextContents()).slice(1)).toEqual([
      '2unitEnheten hör inte till din vårdgivare i katalogen',
      '3numeratorInte ett giltigt tal för den här kolumnen',
    ]);
    await deliver(`medication-report;1;2026-07;${tolvan};;60;90`);
    await page.getByText(/liknar ett personnummer/).waitFor();
    expect(await page.locator('main').textContent()).not.toContain(tolvan);
    await deliver(`medication-report;1;2026-07;${medicine};;60;90`, 'medication-report;1;2026-07;;;160;240');
    await page.getByText('2 siffror togs emot. 0 av dem ersatte tidigare.').waitFor();
    await page.getByRole('cell', { name: 'Elsa Demohed' }).waitFor();
    const { body } = await client.get('/follow-up/measures/medication-report');
    expect(body.values).toContainEqual(expect.objectContaining({ unit: medicine, period: '2026-07', numerator: 60 }));
    // A whole year of many units is more than other bodies may be.
    const many = Array.from({ length: 3_000 }, () => `medication-report;1;2026-06;${medicine};;60;90`);
    const large = await client.post('/follow-up/deliveries', { format: 'csv', text: [headings, ...many].join('\n') });
    expect([large.status, large.body.outcome, large.body.all, large.body.faults.length]).toEqual([
      200,
      'refused',
      2_999,
      100,
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each([
    ['/follow-up', 'Bryggans användning'],
    ['/follow-up/comparisons?measure=influenza-vaccinated-65', 'Jämförelser'],
    ['/follow-up/deliveries', 'Leveranser'],
    ['/follow-up/definitions', 'Definitioner'],
  ])('is for everybody: %s', async (path, title) => {
    const { page, context, complaints } = await browser.visit(running, {
      ...manager,
      path,
      context: { viewport: phone, reducedMotion: 'reduce' },
    });
    await heading(page, title);
    await page.waitForLoadState('networkidle');
    for (const scheme of ['light', 'dark']) {
      await page.evaluate(`document.documentElement.dataset.colorScheme = '${scheme}'`);
      const at = scheme === 'light' ? 'everything' : 'contrast';
      await expect.poll(async () => ({ scheme, found: await foundByAxe(page, { at }) })).toEqual({ scheme, found: [] });
    }
    await page.setViewportSize({ width: 320, height: 640 });
    expect(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    ).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
