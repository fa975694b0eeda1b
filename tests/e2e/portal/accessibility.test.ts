import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { foundByAxe } from '../../support/axe.ts';
import { hasChromium, startBrowser, type TestBrowser, type Visit, type Visited } from '../../support/browser.ts';
import { assignments, signedIn } from '../../support/portal-client.ts';
import { choose, findPatient, letRead, openPatient, relate } from '../../support/portal-steps.ts';
import { addresses, type RunningBridge, startRunningBridge } from '../../support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../../support/soap-messages.ts';

/** A page in one of its states. */
interface State {
  readonly visit?: Visit;
  /** Made of nothing but what other states have too: its contrast is looked at there. */
  readonly isOfTheUsual?: boolean;
  /** Brings the page there, and waits until it is. */
  show(page: Page, running: RunningBridge): Promise<void>;
}

const physician: Visit = { who: 'demo-lakare', assignment: assignments.care };
const engineer: Visit = { who: 'demo-integration', assignment: assignments.operations };
const [gunnar, saga, ylva] = ['195104179816', '200001252386', '198605149809'];
/** Whom nobody has consented for. */
const [bjorn, marta] = ['199002222397', '193811039803'];

const manager: Visit = { who: 'demo-chef', assignment: assignments.management };
const securityOfficer: Visit = { who: 'demo-sakerhet', assignment: assignments.logs };

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Pages that have nothing to do before they are looked at. */
const still = (visit: Visit, pages: Readonly<Record<string, string>>): Readonly<Record<string, State>> =>
  Object.fromEntries(
    Object.entries(pages).map(([path, name]) => [
      path,
      { visit: { ...visit, path }, isOfTheUsual: true, show: (page) => heading(page, name) },
    ]),
  );

const states: Readonly<Record<string, State>> = {
  ...still(engineer, {
    '/operations/alerts': 'Larm',
    '/operations/certificates': 'Certifikat',
    '/operations/map': 'Karta',
    '/operations/jobs': 'Körningar',
    '/operations/unmaskings': 'Se innehåll',
    '/news/planned': 'Planerat underhåll',
    '/': 'Systemförvaltning Region Norrbotten',
  }),
  ...still(securityOfficer, {
    '/access-log/refused': 'Avvisade certifikat',
    '/access-log/certificates': 'Certifikat',
  }),
  ...still(manager, {
    '/follow-up': 'Bryggans användning',
    '/follow-up/deliveries': 'Leveranser',
    '/follow-up/definitions': 'Definitioner',
    '/news': 'Nyheter',
  }),
  'figures of both sides of a merger': {
    visit: { ...manager, path: '/follow-up/comparisons' },
    isOfTheUsual: true,
    async show(page) {
      const mergers = [{ from: 'SE2321000222-DEMOVG', into: 'SE2321000230-DEMOVG', at: '2026-05-01' }];
      await page.route('**/api/follow-up/measures/*', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), mergers } });
      });
      await page.reload();
      await page.getByText(/Region Västerbotten.*2026-05-01/).waitFor();
    },
  },
  'operations now': {
    visit: { ...engineer, path: '/operations' },
    show: (page) => page.getByRole('heading', { name: 'Processer' }).waitFor(),
  },
  'a source that was tried': {
    visit: { ...engineer, path: `/operations/sources/${addresses.norrbotten}` },
    async show(page) {
      await page.getByRole('button', { name: 'Prova nu' }).click();
      await page.getByText('Anslutningen fungerar.').waitFor();
    },
  },
  'messages on their way': {
    visit: { ...engineer, path: '/operations/messages?state=waiting' },
    show: (page) => page.getByText('Inga meddelanden').waitFor(),
  },
  'a call that was followed': {
    visit: { ...engineer, path: '/operations/trace' },
    async show(page, running) {
      const body = soapRequest({ id: gunnar });
      const { headers } = await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body });
      const id = String(headers['x-skltp-correlation-id']);
      await page.getByLabel('Anropets id').fill(id);
      await page.getByLabel('Anropets id').press('Enter');
      await page.getByText('Vägval').waitFor();
    },
  },
  'the sign-in': { show: (page) => heading(page, 'Logga in') },
  'the statement': { visit: { path: '/about/accessibility' }, show: (page) => heading(page, 'Tillgänglighet') },
  'the choice of an assignment': { visit: { who: 'demo-lakare' }, show: (page) => heading(page, 'Välj uppdrag') },
  'a page that is not there': {
    visit: { ...physician, path: '/about' },
    show: (page) => heading(page, 'Sidan finns inte'),
  },
  'a number that is wrong': {
    visit: physician,
    async show(page) {
      await page.getByLabel('Personnummer').fill('195104179817');
      await page.getByText('Kontrollsiffran stämmer inte').waitFor();
    },
  },
  'the right patient': { visit: physician, show: (page) => findPatient(page, ylva) },
  'the gate, with a consent to register': {
    visit: physician,
    async show(page, running) {
      await relate(running, bjorn);
      await openPatient(page, bjorn);
      await page.getByRole('button', { name: 'Registrera samtycke', exact: true }).waitFor();
    },
  },
  'an emergency that is declared': {
    visit: physician,
    async show(page) {
      await openPatient(page, marta);
      await page.getByText('Nödsituation').click();
      await page.getByRole('button', { name: 'Fara för liv' }).click();
      await page.getByText('Har öppna uppgifter').waitFor();
    },
  },
  'blocks, for a secretary': {
    visit: { who: 'demo-sekreterare', assignment: assignments.office },
    async show(page) {
      await openPatient(page, gunnar);
      await page.getByText('Registrera spärr').first().click();
      await page.getByRole('checkbox', { name: 'Läkemedel visas ändå' }).waitFor();
    },
  },
  'the care directory, with its map': {
    visit: { ...physician, path: '/directory' },
    async show(page) {
      await heading(page, 'Vårdkatalog');
      await page
        .getByRole('button', { name: /^\d+ enheter, bland dem/ })
        .first()
        .waitFor();
    },
  },
  'a unit of the care directory': {
    visit: { ...physician, path: '/directory/units/SE2321000230-DEMOMED' },
    async show(page) {
      await heading(page, 'Medicinkliniken Norrskenets sjukhus');
      await page.getByRole('img', { name: /^Karta/ }).waitFor();
    },
  },
  'the organisation, opened': {
    visit: { ...physician, path: '/directory/organisation' },
    async show(page) {
      await page.getByRole('button', { name: 'Enheter under Region Norrbotten' }).click();
      await page.getByRole('button', { name: 'Enheter under Norrskenets sjukhus' }).waitFor();
    },
  },
  'the choices': { visit: physician, show: (page) => toChoices(page, gunnar) },
  'everything about a patient': {
    visit: physician,
    async show(page) {
      await toChoices(page, saga);
      await choose(page, 'everything');
      await page.getByText(/^Alla \d källor har svarat/).waitFor();
    },
  },
  'what a council that hangs leaves': {
    visit: physician,
    async show(page, running) {
      await toChoices(page, gunnar);
      await running.councils.setFault(addresses.vasterbotten, { kind: 'hang' });
      await choose(page, 'acute');
      await page
        .getByText(/dröjer/)
        .first()
        .waitFor();
    },
  },
  'a monthly report on a source': {
    visit: { who: 'demo-integration', assignment: assignments.operations, path: '/operations/reports' },
    async show(page) {
      await page.getByRole('heading', { level: 2 }).waitFor();
      await page.getByText('Så räknas det').click();
    },
  },
  'an item in full': {
    visit: physician,
    async show(page) {
      await toChoices(page, gunnar);
      await choose(page, 'acute');
      await page.getByRole('button', { name: 'Fenoximetylpenicillin' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  'the access log, searched by more than the usual': {
    visit: { ...securityOfficer, path: '/access-log' },
    async show(page) {
      await page.getByText('Fler villkor').click();
      await page.getByRole('button', { name: 'Sök', exact: true }).click();
      await page.getByRole('row').nth(1).waitFor();
    },
  },
  'an event of the access log': {
    visit: { ...securityOfficer, path: '/access-log' },
    async show(page, running) {
      await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest({ id: gunnar }) });
      await page.getByRole('button', { name: 'Sök', exact: true }).click();
      await page.getByRole('row').filter({ hasText: 'Läste diagnoser' }).first().getByRole('link').click();
      await page.getByText('Visa beviset').waitFor();
    },
  },
  'emergencies to be judged': {
    visit: { ...securityOfficer, path: '/access-log/emergencies' },
    async show(page, running) {
      const client = await signedIn(running, 'demo-lakare', assignments.care);
      await client.post('/emergencies', { patient: marta, reasonCode: 'danger-to-life', text: 'Medvetslös' });
      await page.reload();
      await page.getByRole('button', { name: 'Spara bedömningen' }).first().waitFor();
    },
  },
  'a sample of the log, with an access to judge': {
    visit: { ...securityOfficer, path: '/access-log/reviews' },
    async show(page) {
      await page.getByRole('button', { name: 'Dra stickprovet' }).click();
      await page.getByRole('button', { name: 'Bedöm' }).first().click();
      await page.getByRole('button', { name: 'Dra om och jämför' }).click();
      await page.getByText(/åtkomster kom igen/).waitFor();
    },
  },
  'the log verified, and an entry proved': {
    visit: { ...securityOfficer, path: '/access-log/reviews' },
    async show(page, running) {
      // Her looking at the list is an entry of her own.
      await page.getByRole('table').or(page.getByText('Inget stickprov')).waitFor();
      await page.getByRole('link', { name: 'Äkthet' }).click();
      await page.getByRole('button', { name: 'Kontrollera nu' }).click();
      await page.getByText(/^Loggen är hel/).waitFor();
      const [own] = await running.log({ action: 'review:list' });
      await page.getByLabel('Postens nummer eller id').fill(own?.id ?? '');
      await page.getByRole('button', { name: 'Hämta beviset och räkna efter' }).click();
      await page.getByText('Lövet och vägen leder till roten').waitFor();
    },
  },
  'an export of the log': {
    visit: { ...securityOfficer, path: '/access-log/exports' },
    async show(page) {
      await page.getByRole('button', { name: 'Börja en export' }).click();
      await page.getByRole('button', { name: 'Hämta', exact: true }).waitFor();
    },
  },
  'the patient’s extract': {
    visit: { ...securityOfficer, path: '/access-log/extract' },
    async show(page) {
      await page.getByLabel('Patient').fill(gunnar);
      await page.getByRole('button', { name: 'Gör utdraget' }).click();
      await page.getByText(/^Sida 1 av/).waitFor();
    },
  },
};

describe.skipIf(!hasChromium())('every page', () => {
  let running: RunningBridge;
  let browser: TestBrowser;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startRunningBridge(), startBrowser()]);
    for (const patient of [gunnar, saga]) await letRead(running, patient);
  });
  afterEach(() => running.councils.setFault(addresses.vasterbotten, undefined));
  afterAll(async () => {
    await Promise.all([browser?.close(), running?.close()]);
  });

  /** Whoever pages are looked at as has one browser for all of them: what they are made of is read once. */
  const browsers = new Map<string | undefined, Visited>();
  async function open(visit: Visit): Promise<Page> {
    const whose = visit.assignment ?? visit.who;
    const known = browsers.get(whose);
    if (known) {
      const page = await known.context.newPage();
      await page.goto(`${known.url}${visit.path ?? '/'}`);
      return page;
    }
    const visited = await browser.visit(running, { ...visit, context: { reducedMotion: 'reduce' } });
    browsers.set(whose, visited);
    return visited.page;
  }
  const complaints = () => [...browsers.values()].flatMap((each) => each.complaints);

  it.each(Object.entries(states))(
    'is for everybody: %s',
    async (_name, { visit = {}, isOfTheUsual, show }) => {
      const before = complaints().length;
      const page = await open(visit);
      onTestFinished(() => page.close());
      await show(page, running);
      // The last to come of the frame of every page; it moves all that stands below.
      await page.locator('.shell__kind').waitFor();
      for (const colorScheme of isOfTheUsual ? (['light'] as const) : (['light', 'dark'] as const)) {
        await page.evaluate(`document.documentElement.dataset.colorScheme = '${colorScheme}'`);
        await expect
          .poll(async () => ({
            colorScheme,
            found: await foundByAxe(page, { at: colorScheme === 'light' ? 'everything' : 'contrast' }),
          }))
          .toEqual({ colorScheme, found: [] });
      }
      // Of a window of 1280 pixels, so much is left at 200 % and at 400 %.
      for (const width of [640, 320]) {
        await page.setViewportSize({ width, height: 640 });
        // What is drawn to fit is drawn anew.
        await expect.poll(() => widerThanWindow(page)).toEqual([]);
      }
      expect(complaints().slice(before)).toEqual([]);
    },
    90_000,
  );

  it('is read with the keyboard alone: from the number to an item in full, and back to where one was', async () => {
    const { page, context } = await browser.visit(running, physician);
    await page.getByLabel('Personnummer').waitFor();
    await page.keyboard.type(gunnar);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Rätt patient', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await heading(page, 'Vad vill du läsa?');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Fenoximetylpenicillin' }).first().waitFor();
    await tabTo(page, 'Fenoximetylpenicillin');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^Fenoximetylpenicillin/);
    await context.close();
  });
});

async function toChoices(page: Page, patient: string): Promise<void> {
  await openPatient(page, patient);
  await heading(page, 'Vad vill du läsa?');
}

/** Goes on with Tab until `name` has focus; whatever has it on the way must be seen (WCAG 2.4.7, 2.4.11). */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const focus = (await page.evaluate(lookAtFocus)) as { readonly name: string; readonly seen: boolean };
    expect(focus).toMatchObject({ seen: true });
    if (focus.name.startsWith(name)) return;
  }
  throw new Error(`${name} cannot be reached.`);
}

const lookAtFocus = `(() => {
  const focused = document.activeElement;
  const box = focused.getBoundingClientRect();
  const above = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const { outlineStyle, boxShadow } = getComputedStyle(focused);
  const outlined = outlineStyle !== 'none' || boxShadow !== 'none';
  return { name: focused.textContent.trim(), seen: outlined && !!above && (focused.contains(above) || above.contains(focused)) };
})()`;

/** What makes the page scroll sideways (WCAG 1.4.10); what scrolls within itself does not. */
function widerThanWindow(page: Page): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (each) => each.getBoundingClientRect().right + scrollX > root.clientWidth + 1);
    return [root.scrollWidth + ' > ' + root.clientWidth, ...wide.slice(-5).map((each) => each.outerHTML.slice(0, 120))];
  })()`);
}
