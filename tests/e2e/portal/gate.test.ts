import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts as blockTexts } from '../../../src/portal/blocks/texts.ts';
import { desktop, hasChromium, phone, startBrowser, type TestBrowser } from '../../support/browser.ts';
import { assignments, type PortalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const tolvan = '191212121212';
const [kin, per, eva, liv, mikkel, elis] = [
  '195104179816',
  '199002222397',
  '200001252386',
  '193811039803',
  '197010632391',
  '201701012393',
];
const physicianAtWork = { who: 'demo-lakare', assignment: assignments.care } as const;
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();

describe.skipIf(!hasChromium())('between a patient and her information', () => {
  let running: RunningBridge;
  let browser: TestBrowser;
  let physician: PortalClient;
  let neighbour: PortalClient;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    physician = await signedIn(running, 'demo-lakare', assignments.care);
    neighbour = await signedIn(running, 'demo-overlakare', assignments.neighbour);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  const relate = (patient: string | undefined) => physician.post('/relations', { patient, end: inDays(1) });
  async function visit() {
    const visited = await browser.visit(running, physicianAtWork);
    visited.page.setDefaultTimeout(10_000);
    return visited;
  }
  async function openPatient(page: Page, number: string | undefined): Promise<void> {
    await page.getByLabel(/Personnummer, samordningsnummer/).fill(number ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rätt patient' }).click();
    await page.getByRole('region', { name: 'Patient' }).waitFor();
  }
  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).first().waitFor();

  it('a wrong check digit is told of at once, and nothing is asked', async () => {
    const { page, context, complaints } = await visit();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByLabel(/Personnummer, samordningsnummer/).fill('191212121213');
    await page.getByText('Kontrollsiffran stämmer inte').waitFor();
    await page.keyboard.press('Enter');
    expect(asked.filter((url) => url.includes('/patient/'))).toEqual([]);
    await page.getByLabel(/Personnummer, samordningsnummer/).fill('121212+1212');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Tolvan Tolvansson').waitFor();
    await dialog.getByText('19121212-1212').waitFor();
    await dialog.getByText(/^\d{3} år$/).waitFor();
    await dialog.getByRole('button', { name: 'Avbryt' }).last().click();
    expect(asked.some((url) => url.endsWith('/patient/open'))).toBe(false);
    expect(page.url()).not.toContain('1212');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('by a relation and a consent for the whole unit, which is shown with its giver and can be withdrawn', async () => {
    const { page, context, complaints } = await visit();
    await openPatient(page, kin);
    await page.getByRole('button', { name: 'Registrera vårdrelation' }).click();
    await page.getByRole('radio', { name: 'Hela enheten' }).check();
    await page.getByRole('radio', { name: '30 dagar' }).check();
    await page.getByRole('button', { name: 'Registrera samtycke' }).click();
    await page.waitForURL('**/patient');
    await page
      .getByRole('navigation', { name: 'Åtkomst till patientens uppgifter' })
      .getByText(/^Samtycke/)
      .waitFor();
    const { standing } = (await physician.post('/gate', { patient: kin })).body;
    expect(standing).toMatchObject({ state: 'given', registered: { for: 'unit' } });
    expect(Date.parse(standing.until)).toBeGreaterThan(Date.now() + 29 * 24 * 3_600_000);
    await page.getByRole('link', { name: 'Åtkomst' }).click();
    await page.getByText('Lämnat av patienten').waitFor();
    await page.getByText(/Registrerat av Ylva Demoström/).waitFor();
    await page.getByRole('button', { name: 'Återkalla' }).click();
    await page.getByRole('button', { name: 'Registrera samtycke' }).waitFor();
    expect((await physician.post('/gate', { patient: kin })).body.isLetIn).toBe(false);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('not once the patient has said no, which colleagues see; the page speaks English too', async () => {
    await relate(eva);
    const { page, context } = await visit();
    await openPatient(page, eva);
    await page.getByText('Patienten säger nej').click();
    await page.getByRole('button', { name: 'Registrera att patienten säger nej' }).click();
    await page.getByRole('heading', { name: /Patienten har sagt nej/ }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: /The patient has said no/ }).waitFor();
    await page.getByText(/Registered by Ylva Demoström/).waitFor();
    await context.close();
  });

  it('of a child, once it is said that the child cannot consent', async () => {
    await relate(elis);
    const { page, context } = await visit();
    await openPatient(page, elis);
    await page.getByText('Barnet kan inte samtycka').click();
    await page.getByRole('button', { name: 'Läs utan samtycke' }).click();
    await page.getByText(/Kan barnet det, välj/).waitFor();
    await page.getByRole('checkbox', { name: /Barnet kan inte ta ställning/ }).check();
    await page.getByRole('button', { name: 'Läs utan samtycke' }).click();
    await page.waitForURL('**/patient');
    await page.getByText(/^Barn som inte kan samtycka/).waitFor();
    await context.close();
  });

  it('of somebody lastingly unable, in two steps with three conditions', async () => {
    await relate(liv);
    const { page, context } = await visit();
    await openPatient(page, liv);
    await page.getByText('Patienten kan varaktigt inte samtycka').click();
    const declare = page.getByRole('button', { name: 'Visa vilka som har uppgifter' });
    await page.getByRole('checkbox', { name: /Inställningen är klarlagd/ }).check();
    await page.getByRole('checkbox', { name: /inte skäl att anta/ }).check();
    await declare.click();
    await page.getByText('Alla tre villkoren måste vara uppfyllda', { exact: false }).waitFor();
    await page.getByLabel(/Hur har patientens inställning/).fill('Samtal med dottern och personalen på boendet.');
    await declare.click();
    await page.getByText('Region Västernorrland').first().waitFor();
    await page.getByRole('button', { name: 'Öppna', exact: true }).click();
    await page.getByText('Kryssa i att uppgifterna är nödvändiga.').waitFor();
    await page.getByRole('checkbox', { name: /nödvändiga för vården/ }).check();
    await page.getByRole('button', { name: 'Öppna', exact: true }).click();
    await page.waitForURL('**/patient');
    expect((await physician.post('/gate', { patient: liv })).body.standing).toMatchObject({ opened: true });
    await context.close();
  });

  it('in an emergency by keyboard alone: three decisions, twenty seconds, without a relation before', async () => {
    const { page, context } = await visit();
    await openPatient(page, mikkel);
    await heading(page, 'Åtkomst till patientens uppgifter');
    await page.getByText('Nödsituation').waitFor();
    const begun = Date.now();
    let decisions = 0;
    const decide = async (name: RegExp): Promise<void> => {
      await tabTo(page, name);
      await page.keyboard.press('Enter');
      decisions += 1;
    };
    await decide(/^Nödsituation/);
    await decide(/^Fara för liv/);
    await page.getByRole('button', { name: 'Öppna det som inte är spärrat' }).waitFor();
    await decide(/^Öppna det som inte är spärrat/);
    await page.waitForURL('**/patient');
    expect(decisions).toBeLessThanOrEqual(3);
    expect(Date.now() - begun).toBeLessThan(20_000);
    expect((await physician.post('/gate', { patient: mikkel })).body).toMatchObject({
      isLetIn: true,
      relation: { state: 'current' },
      standing: { state: 'emergency', opened: true },
    });
    await page.getByRole('link', { name: 'Åtkomst' }).click();
    await page.getByRole('button', { name: 'Avsluta nödöppningen' }).click();
    await page.getByText('Patienten samtycker').waitFor();
    await context.close();
  });

  it('past a block only when those who have it lift it, as they are asked to', async () => {
    await relate(per);
    await neighbour.post('/blocks', { patient: per, kind: 'outer' });
    const { page, context } = await visit();
    await openPatient(page, per);
    await page.getByText('Nödsituation').click();
    // Cut off before anybody has answered, once.
    const cut = JSON.stringify({ kind: 'begun', sources: [{ hsaId: 'x', name: 'Journalsystemet' }], notAsked: [] });
    await page.route('**/api/holders', (route) => route.fulfill({ body: `${cut}\n` }), { times: 1 });
    await page.getByRole('button', { name: 'Fara för liv' }).click();
    await page.getByText('Journalsystemet svarade inte på allt.').waitFor();
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await page.getByText('Region Västerbotten').last().waitFor();
    await page.getByText('Växel').waitFor();
    await page.getByLabel('Varför behövs uppgifterna?').fill('Okända läkemedel, medvetslös.');
    await page.getByRole('button', { name: 'Skicka begäran' }).click();
    await page.getByText('Väntar på svar', { exact: true }).waitFor();

    const other = await browser.visit(running, { who: 'demo-overlakare', assignment: assignments.neighbour });
    await other.page.getByRole('link', { name: 'Visa' }).click();
    await other.page.getByText('Okända läkemedel, medvetslös.').waitFor();
    await other.page.getByRole('button', { name: 'Häv för enheten' }).click();
    await other.page.getByText('Spärren är hävd.').waitFor();
    await page.reload();
    await page.getByText('Spärren är hävd för er enhet').waitFor();
    await Promise.all([context.close(), other.context.close()]);
  });

  it('past the block of a unit with the patient’s consent, once that unit has lifted it', async () => {
    const centre = await signedIn(running, 'demo-lakare', 'SE2321000230-DEMOHC1VOB');
    await centre.post('/blocks', { patient: kin, kind: 'inner' });
    await relate(kin);
    await physician.post('/consents', { patient: kin, kind: 'given', for: 'unit', end: inDays(1) });
    const { page, context, url } = await visit();
    const readWarnings = () => page.getByRole('button', { name: 'Uppmärksamhetsinformation', exact: true }).click();
    await openPatient(page, kin);
    await readWarnings();
    await page.getByRole('button', { name: /Visas inte/ }).waitFor();
    expect(await page.getByText('Fenoximetylpenicillin').count()).toBe(0);

    await page.getByRole('link', { name: 'Spärrar' }).click();
    await page.getByLabel('Varför behövs uppgifterna?').fill('Patienten vill att vi ser dem.');
    await page.getByRole('button', { name: 'Skicka begäran' }).click();
    await page.getByText('Väntar på svar', { exact: true }).waitFor();
    const [request] = (await centre.get('/lift-requests')).body.items;
    expect((await centre.post(`/lift-requests/${request.id}/lift`, { end: inDays(1) })).status).toBe(204);
    await page.reload();
    await page.getByText('Spärren är hävd för er enhet').waitFor();

    await page.goto(`${url}/patient`);
    await readWarnings();
    await page.getByRole('button', { name: 'Fenoximetylpenicillin' }).first().waitFor();
    await context.close();
  });

  it('a block is lifted for a unit that is found by its name', async () => {
    await physician.post('/blocks', { patient: eva, kind: 'inner' });
    const { page, context, complaints } = await visit();
    await openPatient(page, eva);
    await page.getByRole('link', { name: 'Spärrar' }).click();
    await page.getByRole('button', { name: 'Häv tillfälligt' }).click();
    const unit = page.getByLabel('För vilken enhet?');
    await unit.fill('Isbrytaren');
    const lift = page.getByRole('button', { name: 'Häv tillfälligt' }).last();
    await lift.click();
    await page.getByText('Välj en enhet, eller ange dess HSA-id').waitFor();
    const found = page.locator('datalist option').first();
    await expect.poll(() => found.getAttribute('label')).toMatch(/^Isbrytarens hälsocentral, /);
    const hsaId = (await found.getAttribute('value')) ?? '';
    await unit.fill(hsaId);
    await page.getByText(/^Isbrytarens hälsocentral, /).waitFor();
    await lift.click();
    await page.getByText(`Hävd för ${hsaId}`).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('of one patient in all tabs: the one that is left shows nothing any more', async () => {
    const { page, context, url } = await visit();
    await openPatient(page, tolvan);
    const second = await context.newPage();
    await second.goto(`${url}/patient`);
    await second.getByText('Tolvan Tolvansson').waitFor();
    await second.getByRole('button', { name: 'Byt patient' }).click();
    await second.getByLabel(/Personnummer, samordningsnummer/).fill(kin ?? '');
    await second.keyboard.press('Enter');
    await second.getByText(/Tolvan Tolvansson är öppen nu och stängs/).waitFor();
    await second.getByRole('button', { name: 'Rätt patient' }).click();
    await second.getByText('Gunnar Hjortlid').first().waitFor();
    await heading(page, 'En annan patient är öppen i en annan flik');
    expect(await page.getByText('Tolvan').count()).toBe(0);
    await page.getByRole('button', { name: 'Visa den patienten här' }).click();
    await page.getByText('Gunnar Hjortlid').first().waitFor();
    await second.getByRole('button', { name: 'Stäng' }).click();
    await heading(page, 'Patienten har stängts i en annan flik');
    await page.goBack();
    expect(await page.getByText('Tolvan').count()).toBe(0);
    await context.close();
  });

  it.each([
    { place: 'a desk', viewport: desktop, words: blockTexts.sv, language: 'Svenska' },
    { place: 'a phone, in English', viewport: phone, words: blockTexts.en, language: 'English' },
  ])('for a secretary at $place are blocks alone: registered and ended', async ({ viewport, words, language }) => {
    const { page, context, complaints } = await browser.visit(running, {
      who: 'demo-sekreterare',
      assignment: assignments.office,
      context: { viewport },
    });
    await openPatient(page, tolvan);
    if (language === 'English') await page.getByRole('button', { name: language }).click();
    await heading(page, words.title);
    await page.getByText(words.secretary).waitFor();
    await page.getByText(words.register, { exact: true }).first().click();
    await page.getByRole('checkbox', { name: words.exceptLak }).check();
    await page.getByRole('button', { name: words.save }).click();
    await page.getByText(words.saved).waitFor();
    await page.getByRole('button', { name: words.end }).click();
    await page.getByRole('button', { name: words.sure }).click();
    await page.getByText(words.ended('').trim()).first().waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Goes with the keyboard alone to what is named so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const focused = String(await page.evaluate('document.activeElement?.textContent ?? ""'));
    const tag = String(await page.evaluate('document.activeElement?.tagName ?? ""'));
    if (tag !== 'BODY' && name.test(focused.trim())) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Nothing that is ${name} can be reached.`);
}
