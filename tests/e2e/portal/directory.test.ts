import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, phone, startBrowser, type TestBrowser, type Visited } from '../../support/browser.ts';
import { readCard } from '../../support/contact-card.ts';
import { assignments } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const clinic = 'SE2321000230-DEMOMED';

describe.skipIf(!hasChromium())('the care directory', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    const change = (config: { careDirectory: { public: boolean } }) => {
      config.careDirectory.public = true;
    };
    [running, browser] = await Promise.all([startRunningBridge({ change }), startBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  /** A colleague: a secretary, who has nothing to do with care. */
  async function colleague(path = '/directory', context = {}): Promise<Visited> {
    const reducedMotion = 'reduce';
    return await browser.visit(running, {
      who: 'demo-sekreterare',
      assignment: assignments.office,
      path,
      context: { reducedMotion, ...context },
    });
  }
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const hits = (page: Page) => page.getByRole('heading', { level: 2, name: /träff/ });

  it('finds a unit by its name without diacritics, on a phone, and gives what to ring and whether it is open', async () => {
    const { page, context, complaints, url } = await colleague('/directory', { viewport: phone });
    await page.getByLabel('Sök enhet eller person').waitFor();
    await page.keyboard.type('fjardstrandens');
    await page.getByText('1 träff', { exact: true }).waitFor();
    const hit = page.getByRole('listitem').filter({ hasText: 'Fjärdstrandens hälsocentral' });
    const ring = hit.getByRole('link', { name: /^040-628 04/ });
    expect(await ring.getAttribute('href')).toMatch(/^tel:\+464062804\d\d$/);
    await hit.getByText(/^(Öppet till|Öppnar) /).waitFor();
    // What is typed may be anything, and stands in no address.
    expect(page.url()).toBe(`${url}/directory`);
    await hit.getByRole('link', { name: 'Fjärdstrandens hälsocentral' }).click();
    await heading(page, 'Fjärdstrandens hälsocentral');
    await page.getByText('Måndag–torsdag 08:00–17:00').waitFor();
    await page.getByText('Helgdagar är inte medräknade.').waitFor();
    await page.getByRole('link', { name: 'Till sökningen' }).click();
    expect(await page.getByLabel('Sök enhet eller person').inputValue()).toBe('fjardstrandens');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('looks for no patients', async () => {
    const { page, context } = await colleague();
    await page.getByLabel('Sök enhet eller person').fill('19121212-1212');
    await page.getByText('Det ser ut som ett personnummer', { exact: false }).waitFor();
    expect(
      await page
        .getByRole('listitem')
        .filter({ hasText: /hälsocentral/ })
        .count(),
    ).toBe(0);
    await context.close();
  });

  it('shows where units are, many as one that comes closer', async () => {
    const { page, context, complaints } = await colleague();
    const map = page.getByRole('region', { name: /^Karta över/ });
    await map.getByRole('img', { name: /^Karta över/ }).waitFor();
    await map.getByText('Kiruna').waitFor();
    await page.getByLabel('Sök enhet eller person').fill('hälsocentral');
    await page.getByLabel('Län').selectOption('Västernorrland');
    await map.getByRole('link', { name: 'Fjärdstrandens hälsocentral' }).waitFor();
    await page.getByLabel('Län').selectOption('Alla tre');
    await page.getByLabel('Sök enhet eller person').fill('forsnacken');
    await map.getByRole('button', { name: '2 enheter, bland dem Forsnackens hälsocentral: visa närmare' }).click();
    await map.getByRole('link', { name: 'Mödrahälsovården Forsnacken' }).first().waitFor();
    await map.getByRole('button', { name: 'Visa hela kartan' }).click();
    await page.goto(new URL('/directory/units/SE2321000230-DEMOHC2', page.url()).href);
    // Kiruna lies in the upper third of its county.
    const [sheet, mark] = [map.getByRole('img'), map.getByRole('link', { name: 'Malmtrallans hälsocentral' })];
    const [whole, at] = [await sheet.boundingBox(), await mark.boundingBox()];
    if (!whole || !at) throw new Error('The unit is not on the map.');
    expect((at.y + at.height / 2 - whole.y) / whole.height).toBeLessThan(0.4);
    expect((at.x + at.width / 2 - whole.x) / whole.width).toBeGreaterThan(0.3);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is walked through by keyboard: down the organisation to a unit, and up again', async () => {
    const { page, context } = await colleague('/directory/organisation');
    for (const name of ['Region Norrbotten', 'Norrskenets sjukhus', 'Medicinkliniken Norrskenets sjukhus']) {
      await page.getByRole('button', { name: `Enheter under ${name}` }).focus();
      await page.keyboard.press('Enter');
    }
    await page.getByRole('link', { name: 'Medicinavdelning 51 Norrskenet' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Medicinkliniken Norrskenets sjukhus');
    await page.keyboard.press('Enter');
    await heading(page, 'Medicinkliniken Norrskenets sjukhus');
    const place = page.getByRole('navigation', { name: 'Plats i organisationen' });
    expect(await place.getByRole('link').allInnerTexts()).toEqual([
      'Region Norrbotten',
      'Norrskenets sjukhus',
      'Medicinavdelning 51 Norrskenet',
      'Medicinmottagningen Norrskenet',
    ]);
    await place.getByRole('link', { name: 'Norrskenets sjukhus' }).focus();
    await page.keyboard.press('Enter');
    await heading(page, 'Norrskenets sjukhus');
    await context.close();
  });

  it('gives a contact card, copied or saved', async () => {
    const { page, context } = await colleague(`/directory/units/${clinic}`);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Spara som fil' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(`${clinic}.vcf`);
    const card = await readFile(await saved.path(), 'utf8');
    expect(readCard(card)).toEqual(
      expect.arrayContaining([
        ['FN', 'Medicinkliniken Norrskenets sjukhus'],
        ['ORG', 'Region Norrbotten', 'Norrskenets sjukhus', 'Medicinkliniken Norrskenets sjukhus'],
        ['TEL;VALUE=uri;TYPE="work,voice"', 'tel:+46980319205'],
      ]),
    );
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Kopiera kontaktkortet' }).click();
    await page.getByText('Kopierat').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(card);
    await context.close();
  });

  it('knows a colleague and where she works, and never one with protected identity', async () => {
    const { page, context } = await colleague();
    const field = page.getByLabel('Sök enhet eller person');
    await field.fill('ylva demostrom');
    await page.getByRole('link', { name: 'Ylva Demoström' }).click();
    await heading(page, 'Ylva Demoström');
    await page.getByRole('link', { name: 'Isbrytarens hälsocentral' }).waitFor();
    await page.getByRole('link', { name: 'Till sökningen' }).click();
    for (const text of ['Siriusvega Kanariedemo', 'kanariedemo', 'SE2321000222-DEMOSKYDDAD']) {
      await field.fill(text);
      await page.getByRole('heading', { name: 'Inga träffar' }).waitFor();
      await field.fill('ylva demostrom');
      await page.getByText('1 träff', { exact: true }).waitFor();
    }
    await page.goto(new URL('/directory/people/SE2321000222-DEMOSKYDDAD', page.url()).href);
    await heading(page, 'Sidan finns inte');
    // She leads this one.
    await page.goto(new URL('/directory/units/SE2321000222-DEMOMED', page.url()).href);
    await heading(page, 'Medicincentrum Björklövet');
    await page.getByText('Om enheten').waitFor();
    expect(await page.getByText('Verksamhetschef').count()).toBe(0);
    await context.close();
  });

  it('needs no assignment, and says that a unit is closed to who knows its HSA-id', async () => {
    const { page, context } = await browser.visit(running, { who: 'demo-lakare', path: '/directory' });
    await page.getByLabel('Sök enhet eller person').fill('SE2321000230-DEMOARKIVHC');
    await page.getByText('Stängd', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Granbarrets läkarmottagning' }).click();
    await page.getByText('Enheten är stängd sedan 1 juli 2019.').waitFor();
    await context.close();
  });

  it('is there for anyone where it is public, without people and without what is for colleagues', async () => {
    const { page, context, complaints, url } = await browser.visit(running, { context: { reducedMotion: 'reduce' } });
    await page.getByRole('link', { name: 'Sök enheter och telefonnummer i vårdkatalogen' }).click();
    await page.getByLabel('Sök enhet', { exact: true }).fill('norrskenet');
    await hits(page).waitFor();
    expect(await page.getByLabel('Visa', { exact: true }).count()).toBe(0);
    await page.getByRole('link', { name: 'Medicinmottagningen Norrskenet' }).first().click();
    await heading(page, 'Medicinmottagningen Norrskenet');
    expect(await page.getByText('För kollegor').count()).toBe(0);
    await page.goto(`${url}/directory/people/SE2321000230-DEMOLAKARE`);
    await heading(page, 'Sidan finns inte');
    await page.goto(`${url}/directory/units/SE2321000230-DEMOMEDTEAM`);
    await heading(page, 'Sidan finns inte');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
