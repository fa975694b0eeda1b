import type { Page } from 'playwright-core';
import Value from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignInSection } from '../../../src/config/sign-in.ts';
import { foundByAxe } from '../../support/axe.ts';
import { hasChromium, phone, startBrowser, type TestBrowser, type Visited } from '../../support/browser.ts';
import { testPki } from '../../support/certs.ts';
import { freePort } from '../../support/free-port.ts';
import { loa3, startIdentityProvider, type TestProvider } from '../../support/identity-provider.ts';
import { assignments, codeFor, portalClient, signedIn } from '../../support/portal-client.ts';
import { type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { inSeconds, type Signer, signer } from '../../support/tokens.ts';

/** What these tests change of the configuration. */
interface Bent {
  listen: { portalPort: number };
  signIn: unknown;
  callers: { hsaId: string; launch?: { jwks: string } }[];
}

const patient = '191212121212';
/** A spinner never ends. */
const faded = `Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime < 10_000).map((one) => one.finished))`;

describe.skipIf(!hasChromium())('signing in at the portal', () => {
  let running: RunningBridge;
  let browser: TestBrowser;
  let provider: TestProvider;
  let ehr: Signer;

  beforeAll(async () => {
    const [pki, port] = [await testPki(), await freePort()];
    provider = await startIdentityProvider({ pki, id: 'norr', portal: `https://localhost:${port}` });
    ehr = await signer('ehr-launch', 'ES256');
    const change = (config: Bent): void => {
      config.listen.portalPort = port;
      const system = config.callers.find(({ hsaId }) => hsaId === 'SE2321000230-DEMOEHR');
      if (system) system.launch = { jwks: ehr.jwks };
      config.signIn = Value.Default(SignInSection, { oidc: [provider.entry] });
    };
    [running, browser] = await Promise.all([startRunningBridge({ change }), startBrowser()]);
  });
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close(), provider?.close()]);
  });

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const bePersona = (page: Page, name: string) => page.getByRole('button', { name: `Logga in som ${name}` }).click();
  const choose = (page: Page) =>
    page.getByRole('listitem').filter({ hasText: 'Vård och behandling' }).getByRole('button').first().click();
  const findings = async (page: Page) => {
    // What is still fading in has no colours to judge.
    await page.evaluate(faded);
    return foundByAxe(page);
  };

  it('in a demo goes by a person of it, then an assignment; and out again, in every tab', async () => {
    const { page, context, complaints, url } = await browser.visit(running, { context: { viewport: phone } });
    await heading(page, 'Logga in');
    await expect.poll(() => findings(page)).toEqual([]);
    await bePersona(page, 'Ylva Demoström');
    await heading(page, 'Välj uppdrag');
    await expect.poll(() => findings(page)).toEqual([]);
    await choose(page);
    await page.getByRole('button', { name: /Ylva Demoström.*meny/ }).waitFor();
    const other = await context.newPage();
    await other.goto(url);
    await other.getByRole('button', { name: /meny/ }).waitFor();
    await page.getByRole('button', { name: /meny/ }).click();
    await page.getByRole('button', { name: 'Byt uppdrag' }).click();
    await page.getByText('Valt nu').waitFor();
    await expect.poll(() => findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /meny/ }).click();
    await page.getByRole('button', { name: 'Logga ut', exact: true }).click();
    await Promise.all([heading(page, 'Logga in'), heading(other, 'Logga in')]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('with a card comes back by itself, and leaves no code in the address', async () => {
    const card = { certPath: running.pki.file('demo-lakare.crt'), keyPath: running.pki.file('demo-lakare.key') };
    const clientCertificates = [{ origin: running.url, ...card }];
    const { page, context, url, complaints } = await browser.visit(running, { context: { clientCertificates } });
    await page.getByRole('button', { name: 'Logga in med SITHS-kort' }).click();
    await heading(page, 'Välj uppdrag');
    expect(page.url()).toBe(`${url}/`);
    expect(await page.evaluate('history.length')).toBeLessThan(5);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('at an identity provider goes there and back', async () => {
    provider.next({ employeeHsaId: 'SE2321000230-DEMOLAKARE', commissionHsaId: assignments.care, acr: loa3 });
    const { page, context, complaints } = await browser.visit(running);
    await page.getByRole('button', { name: 'Logga in via Region norr' }).click();
    await page.getByRole('button', { name: /Ylva Demoström.*meny/ }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('from a record system lands with the patient to confirm', async () => {
    const { page, context, complaints } = await browser.visit(running);
    const claims = { iss: 'SE2321000230-DEMOEHR', aud: `https://localhost:${running.bridge.ports.portal}` };
    const about = { sub: 'SE2321000230-DEMOLAKARE', assignment: assignments.care, patient };
    const times = { iat: inSeconds(0), exp: inSeconds(60), jti: 'once' };
    const launch = await ehr.sign({ ...claims, ...about, ...times });
    await page.route('https://ehr.example/**', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<form method="post" action="${claims.aud}/api/launch"><input name="launch" value="${launch}"><button>Go</button></form>`,
      }),
    );
    await page.goto('https://ehr.example/');
    await page.getByRole('button', { name: 'Go' }).click();
    await page.getByText('har öppnat portalen för dig').waitFor();
    expect(page.url()).toBe(`${claims.aud}/`);
    await bePersona(page, 'Ylva Demoström');
    await page.getByRole('dialog').getByText('Tolvansson').waitFor();
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage, history.state])')).not.toContain(patient);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('asks whoever follows a link whether it is her own', async () => {
    const code = await codeFor(running, 'demo-lakare');
    const { page, context } = await browser.visit(running, { path: `/#sign-in=${code}` });
    await heading(page, 'Är det du?');
    await page.getByText('Ylva Demoström').first().waitFor();
    await expect.poll(() => findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Det är inte jag' }).click();
    await heading(page, 'Logga in');
    await context.close();
  });

  it('lets nobody in unnoticed where somebody else is signed in already', async () => {
    const visit = { who: 'demo-sakerhet', assignment: assignments.logs };
    const { page, context, url } = await browser.visit(running, visit);
    await page.getByRole('button', { name: /Aino Demobäck.*meny/ }).waitFor();
    context.setDefaultTimeout(8_000);
    const [other, third] = [await context.newPage(), await context.newPage()];
    await other.goto(`${url}/#sign-in=${await codeFor(running, 'demo-sakerhet')}`);
    await other.getByRole('heading', { name: 'Gå vidare' }).waitFor();
    await third.goto(`${url}/#sign-in=no-such-code`);
    await third.getByText('Det gick inte').waitFor();
    await third.getByRole('button', { name: 'Fortsätt som Aino' }).click();
    await third.getByRole('heading', { name: 'Gå vidare' }).waitFor();
    await third.goto('about:blank');
    await third.goto(`${url}/#sign-in=${await codeFor(running, 'demo-lakare')}`);
    await heading(third, 'Är det du?');
    await expect.poll(() => findings(third)).toEqual([]);
    await third.getByRole('button', { name: 'Fortsätt som Ylva' }).click();
    await Promise.all([page, other, third].map((each) => heading(each, 'Välj uppdrag')));
    await context.close();
  });

  describe('when the session has run out', () => {
    async function endSessionOf({ context }: Visited): Promise<void> {
      const cookies = await context.cookies();
      const elsewhere = portalClient(running);
      elsewhere.cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
      await elsewhere.delete('/session');
    }

    /** A page with something typed, whose session is ended from elsewhere. */
    async function covered(): Promise<Visited> {
      const visit = { who: 'demo-lakare', assignment: assignments.care, path: '/patient' };
      const visited = await browser.visit(running, visit);
      const typed = visited.page.getByRole('textbox').first();
      await typed.fill('191212121212');
      await endSessionOf(visited);
      await typed.press('Enter');
      await visited.page.getByRole('dialog', { name: 'Du har loggats ut' }).waitFor();
      return visited;
    }

    it('covers the page, and shows it with all that was typed when the same person has signed in again', async () => {
      const { page, context, complaints } = await covered();
      expect(await page.getByRole('textbox').first().isVisible()).toBe(false);
      await expect.poll(() => findings(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await page.getByRole('dialog', { name: 'Du har loggats ut' }).isVisible()).toBe(true);
      const [again] = await Promise.all([
        context.waitForEvent('page'),
        page.getByRole('link', { name: 'Logga in i en ny flik' }).click(),
      ]);
      await bePersona(again, 'Ylva Demoström');
      await again.getByRole('heading', { name: 'Du är inloggad igen' }).waitFor();
      await page.getByRole('dialog', { name: 'Du har loggats ut' }).waitFor({ state: 'hidden' });
      expect(await page.getByRole('textbox').first().inputValue()).toBe('191212121212');
      expect(complaints).toEqual([]);
      await context.close();
    });

    it('has the patient open as before, with what was being written about her', async () => {
      const visited = await browser.visit(running, { who: 'demo-lakare', assignment: assignments.care });
      const { page, context } = visited;
      await page.getByRole('textbox').fill(patient);
      await page.getByRole('textbox').press('Enter');
      await page.getByRole('button', { name: 'Rätt patient' }).click();
      await page.getByText('Tolvansson').first().waitFor();
      await endSessionOf(visited);
      const before = await page.locator('.patient-frame').elementHandle();
      await page.evaluate(
        `fetch('/api/gate/look', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } })`,
      );
      await page.clock.install();
      await page.clock.fastForward('31:00');
      await page.getByRole('dialog', { name: 'Du har loggats ut' }).waitFor();
      expect(await page.getByText('Tolvansson').first().isVisible()).toBe(false);
      const again = await context.newPage();
      await again.goto(visited.url);
      await bePersona(again, 'Ylva Demoström');
      await page.getByText('Tolvansson').first().waitFor();
      expect(await before?.isVisible()).toBe(true);
      await context.close();
    });

    it('throws all of it away when somebody else signs in', async () => {
      const { page, context, url } = await covered();
      const again = await context.newPage();
      await again.goto(url);
      await bePersona(again, 'Aino Demobäck');
      await page.getByRole('button', { name: /Aino Demobäck.*meny/ }).waitFor();
      await context.close();
    });

    it('hears in a tab that is still asking who is signed in that somebody has', async () => {
      const { page, context, url } = await browser.visit(running);
      await heading(page, 'Logga in');
      const late = await context.newPage();
      const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      await late.route(
        '**/api/session',
        async (route) => {
          const nobody = await route.fetch();
          asked.resolve();
          await answer.promise;
          // The page may ask anew without waiting for this.
          await route.fulfill({ response: nobody }).catch(() => undefined);
        },
        { times: 1 },
      );
      await late.goto(url);
      await asked.promise;
      await bePersona(page, 'Aino Demobäck');
      await page.getByRole('button', { name: /Aino Demobäck.*meny/ }).waitFor();
      answer.resolve();
      await late.getByRole('button', { name: /Aino Demobäck.*meny/ }).waitFor();
      await context.close();
    });

    it('goes back to the sign-in where nothing was begun', async () => {
      const { page, context } = await browser.visit(running, { who: 'demo-lakare' });
      await heading(page, 'Välj uppdrag');
      await page.clock.install();
      await page.clock.fastForward('31:00');
      await heading(page, 'Logga in');
      await context.close();
    });

    it('has warned before, and lasts when the person says so', async () => {
      // A page that asks for nothing by itself: the bridge's clock goes on as before, and would say that there is time.
      const quiet = { who: 'demo-sakerhet', assignment: assignments.logs, path: '/about/accessibility' };
      const { page, context } = await browser.visit(running, quiet);
      await page.clock.install();
      await page.reload();
      await page.getByRole('button', { name: /meny/ }).waitFor();
      await page.waitForLoadState('networkidle');
      await page.clock.fastForward('28:30');
      await page.getByRole('alertdialog', { name: 'Du loggas snart ut' }).waitFor();
      await expect.poll(() => findings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Fortsätt arbeta' }).click();
      await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
      await page.clock.fastForward('20:00');
      expect(await page.getByRole('alertdialog').count()).toBe(0);
      await context.close();
    });

    it('has said once that it ends whatever is done', async () => {
      const { page, context } = await browser.visit(running, { who: 'demo-sakerhet', assignment: assignments.logs });
      await page.route('**/api/**', async (route) => {
        const answer = await route.fetch();
        const late = { 'x-norrbryggan-session-left': '90', 'x-norrbryggan-session-at-most': '90' };
        await route.fulfill({ response: answer, headers: { ...answer.headers(), ...late } });
      });
      await page.reload();
      await page.getByRole('alertdialog').getByText('vad du än gör').waitFor();
      await page.getByRole('button', { name: 'Jag förstår' }).click();
      await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: /meny/ }).click();
      await page.getByRole('button', { name: 'Byt uppdrag' }).click();
      await page.getByRole('dialog').getByRole('listitem').first().waitFor();
      expect(await page.getByRole('alertdialog').count()).toBe(0);
      await context.close();
    });
  });

  it('ends everywhere, other machines too', async () => {
    const [here, there] = [
      await browser.visit(running, { who: 'demo-sakerhet', assignment: assignments.logs }),
      await signedIn(running, 'demo-sakerhet'),
    ];
    await here.page.getByRole('button', { name: /meny/ }).click();
    await here.page.getByRole('button', { name: 'Logga ut överallt' }).click();
    await heading(here.page, 'Logga in');
    expect((await there.get('/session')).status).toBe(401);
    await here.context.close();
  });
});
