import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts as partTexts } from '../../../src/portal/parts/texts.ts';
import { texts as shellTexts } from '../../../src/portal/shell/texts.ts';
import { texts as signInTexts } from '../../../src/portal/sign-in/texts.ts';
import { desktop, hasChromium, phone, startBrowser, type TestBrowser, type Visited } from '../../support/browser.ts';
import { assignments } from '../../support/portal-client.ts';
import { choose, enterByConsent, letRead, openPatient } from '../../support/portal-steps.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';

const [gunnar, bjorn, mikkel] = ['195104179816', '199002222397', '197010632391'];
const warning = 'Fenoximetylpenicillin';

describe.skipIf(!hasChromium())('a physician at work', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    await letRead(running, gunnar);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  /** What she sees of Gunnar, after her choice. */
  async function atOverview(): Promise<Visited> {
    const visited = await browser.visit(running, { who: 'demo-lakare', assignment: assignments.care });
    await openPatient(visited.page, gunnar);
    await choose(visited.page, 'acute');
    await visited.page.getByRole('button', { name: warning }).first().waitFor();
    return visited;
  }

  it.each([
    { language: 'sv', patient: bjorn, context: { viewport: desktop } },
    { language: 'en', patient: mikkel, context: { viewport: phone, isMobile: true } },
  ] as const)(
    'signs in, is let in by consent, reads, and signs out ($language)',
    async ({ language, patient, context: options }) => {
      const signIn = signInTexts[language];
      const { page, context, complaints } = await browser.visit(running, { context: options });
      page.setDefaultTimeout(10_000);
      if (language === 'en') await page.getByRole('button', { name: shellTexts.sv.otherLanguage }).click();
      await page.getByRole('button', { name: new RegExp(`^${signIn.be}.*Ylva Demoström`) }).click();
      await page.getByRole('button', { name: /: Vård och behandling Medicinkliniken/ }).click();
      await openPatient(page, patient, language);
      await enterByConsent(page, language);
      await choose(page, 'acute', language);
      await page
        .getByText(language === 'sv' ? /^Alla \d källor har svarat/ : /^All \d sources have answered/)
        .first()
        .waitFor();
      await page
        .getByRole('button', { name: new RegExp(partTexts[language].openDetail) })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /: me(ny|nu)$/ }).click();
      await page.getByRole('button', { name: signIn.signOut, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: signIn.title }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
      const entries = (await running.log({ patient })).toReversed();
      const acts = entries.flatMap((entry) => (entry.kind === 'act' ? [entry.action] : []));
      expect(acts.filter((act) => act !== 'gate:look')).toEqual([
        'patient:find',
        'patient:open',
        'relation:register',
        'consent:register',
        'choice',
      ]);
      const closed = entries.filter(({ kind }) => kind === 'closing');
      expect(closed.map(({ contract }) => contract).toSorted()).toEqual([
        'GetAlertInformation:2',
        'GetCareContacts:3',
        'GetDiagnosis:2',
        'GetMedicationHistory:2',
      ]);
      expect(closed.some(({ records }) => records > 0)).toBe(true);
    },
  );

  it('is shown nothing that was read before when she reloads, goes back, or follows a link to the page', async () => {
    const { page, context, url, complaints } = await atOverview();
    const asked: string[] = [];
    context.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const standsAtChoices = async (where: Page): Promise<void> => {
      await where.getByRole('heading', { level: 1, name: 'Vad vill du läsa?' }).waitFor();
      expect(await where.content()).not.toContain(warning);
    };
    await page.reload();
    await standsAtChoices(page);
    await page.goto('about:blank');
    await page.goBack();
    await standsAtChoices(page);
    const another = await context.newPage();
    await another.goto(`${url}/patient`);
    await standsAtChoices(another);
    expect(asked).not.toContain('/api/readings');
    expect(page.url()).toBe(`${url}/patient`);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('leaves nothing in a page that the browser keeps, nor in what it stores', async () => {
    const { page, context } = await atOverview();
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))`);
    expect(await page.locator('body').isVisible()).toBe(false);
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`);
    await page.getByRole('heading', { level: 1, name: 'Vad vill du läsa?' }).waitFor();
    const stored = await page.evaluate(
      `indexedDB.databases().then((databases) =>
        JSON.stringify([databases, { ...localStorage }, { ...sessionStorage }, history.state, document.cookie]))`,
    );
    expect(stored).not.toMatch(/\d{8}|Gunnar|Hjortlid/);
    await context.close();
  });

  it('sees the sign-in and nothing else, wherever she goes, once she has signed out', async () => {
    const { page, context, url } = await atOverview();
    await page.getByRole('button', { name: /: meny$/ }).click();
    await page.getByRole('button', { name: 'Logga ut', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Logga in' }).waitFor();
    for (const go of [() => page.goBack(), () => page.goto(`${url}/patient`), () => page.reload()]) {
      await go();
      await page.getByRole('heading', { level: 1, name: 'Logga in' }).waitFor();
      expect(await page.content()).not.toMatch(/Gunnar|Hjortlid|Fenoximetyl/);
    }
    await context.close();
  });
});
