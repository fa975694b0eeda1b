import { mkdir, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { desktop, phone, startBrowser, type TestBrowser, type Visit } from '../tests/support/browser.ts';
import { assignments, signedIn } from '../tests/support/portal-client.ts';
import { choose, findPatient, letRead, openPatient, relate } from '../tests/support/portal-steps.ts';
import { type Answer, addresses, type RunningBridge, startRunningBridge } from '../tests/support/running-bridge.ts';
import { diagnosisPath, soapHeaders, soapRequest } from '../tests/support/soap-messages.ts';
import { buildPortal } from './build-portal.ts';
import { smallPng } from './small-png.ts';

/**
 * `npm run screenshots [NAME …]`: a picture of each page, on a desktop and on a phone, into `docs/images/`. The councils
 * have the same patients each time; only the times of what the bridge itself registers are of today.
 */
const folder = 'docs/images';
const today = '2026-11-26';

interface Picture {
  readonly name: string;
  readonly visit?: Visit;
  /** Brings the page from where the visit began to what is to be seen, and waits until it is. */
  show(page: Page, running: RunningBridge): Promise<void>;
}

const physician: Visit = { who: 'demo-lakare', assignment: assignments.care };
const [gunnar, tolvan, ylva] = ['195104179816', '191212121212', '198605149809'];
const engineer: Visit = { who: 'demo-integration', assignment: assignments.operations };
const manager: Visit = { who: 'demo-chef', assignment: assignments.management };
const securityOfficer: Visit = { who: 'demo-sakerhet', assignment: assignments.logs };
/** Whom nobody has consented for before their picture is taken. */
const [bjorn, marta, saga, verner] = ['199002222397', '193811039803', '200001252386', '194402199816'];

const pictures: readonly Picture[] = [
  { name: 'sign-in', show: (page) => heading(page, 'Logga in') },
  { name: 'assignment', visit: { who: 'demo-lakare' }, show: (page) => heading(page, 'Välj uppdrag') },
  {
    name: 'search',
    visit: physician,
    async show(page) {
      await page.getByLabel('Personnummer').fill('19510417-9817');
      await page.getByText('Kontrollsiffran stämmer inte').waitFor();
    },
  },
  { name: 'right-patient', visit: physician, show: (page) => findPatient(page, gunnar) },
  { name: 'protected-identity', visit: physician, show: (page) => findPatient(page, ylva) },
  {
    name: 'gate',
    visit: physician,
    async show(page, running) {
      await relate(running, bjorn);
      await openPatient(page, bjorn);
      await page.getByRole('button', { name: 'Registrera samtycke', exact: true }).waitFor();
    },
  },
  {
    name: 'emergency',
    visit: physician,
    async show(page) {
      // Declared once, an emergency stands: another patient for the phone.
      await openPatient(page, page.viewportSize()?.width === phone.width ? verner : marta);
      await page.getByText('Nödsituation').click();
      await page.getByRole('button', { name: 'Fara för liv' }).click();
      await page.getByText('Har öppna uppgifter').waitFor();
      await page.getByText('Väntar på svar').waitFor({ state: 'detached' });
    },
  },
  { name: 'choices', visit: physician, show: (page, running) => choices(page, running, gunnar) },
  { name: 'overview', visit: physician, show: overview },
  { name: 'overview-dark', visit: { ...physician, context: { colorScheme: 'dark' } }, show: overview },
  {
    name: 'late',
    visit: physician,
    async show(page, running) {
      await choices(page, running, gunnar);
      await running.councils.setFault(addresses.vasterbotten, { kind: 'delay', milliseconds: 7_500 });
      await choose(page, 'acute');
      await page.getByRole('button', { name: 'Fenoximetylpenicillin' }).first().scrollIntoViewIfNeeded();
      await page
        .getByText(/nya? uppgift(er)? från/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'coverage',
    visit: physician,
    async show(page, running) {
      await choices(page, running, gunnar);
      await running.councils.setFault(addresses.vasterbotten, { kind: 'reset' });
      await choose(page, 'acute');
      await page.getByRole('button', { name: 'Alla svar' }).click();
      await page.getByRole('dialog').getByText('svarade inte').first().waitFor();
    },
  },
  {
    name: 'detail',
    visit: physician,
    async show(page, running) {
      await overview(page, running);
      await page.getByRole('button', { name: 'Fenoximetylpenicillin' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'laboratory',
    visit: physician,
    async show(page, running) {
      await choices(page, running, tolvan);
      await page.getByRole('button', { name: 'Laboratoriesvar', exact: true }).click();
      await page.getByRole('button', { name: 'Diagram över P-Kreatinin, µmol/L' }).click();
      await page.getByRole('img', { name: /P-Kreatinin/ }).waitFor();
    },
  },
  {
    name: 'hidden',
    visit: physician,
    async show(page, running) {
      await relate(running, saga);
      await openPatient(page, saga);
      await page.getByRole('link', { name: 'Läs utan andra vårdgivares uppgifter' }).click();
      await choose(page, 'acute');
      await page.getByRole('button', { name: 'Visas inte' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'everything',
    visit: physician,
    async show(page, running) {
      await choices(page, running, tolvan);
      await choose(page, 'everything');
      await everybodyHasAnswered(page);
    },
  },
  {
    name: 'blocks',
    visit: { who: 'demo-sekreterare', assignment: assignments.office },
    async show(page) {
      await openPatient(page, gunnar);
      await heading(page, 'Spärrar');
    },
  },
  {
    name: 'operations',
    visit: { ...engineer, path: '/operations' },
    async show(page, running) {
      await running.councils.setFault(addresses.vasterbotten, { kind: 'http500' });
      for (let n = 0; n < 3; n++) await read(running, 'ehr-norrbotten');
      await page.getByText(/svarar oftast inte/).waitFor();
    },
  },
  {
    name: 'alerts',
    visit: { ...engineer, path: '/operations/alerts' },
    async show(page, running) {
      await running.councils.setFault(addresses.vasterbotten, { kind: 'http500' });
      for (let n = 0; n < 4; n++) await read(running, 'ehr-norrbotten');
      await page.getByRole('article').first().waitFor();
    },
  },
  {
    name: 'trace',
    visit: { ...engineer, path: '/operations/trace' },
    async show(page, running) {
      await running.councils.setFault(addresses.norrbotten, { kind: 'http500' });
      const { headers } = await read(running, 'ehr-norrbotten');
      await page.getByLabel('Anropets id').fill(String(headers['x-skltp-correlation-id']));
      await page.getByLabel('Anropets id').press('Enter');
      await page.getByText('Vägval').waitFor();
    },
  },
  {
    name: 'map',
    visit: { ...engineer, path: '/operations/map' },
    async show(page, running) {
      await read(running, 'ehr-norrbotten');
      await heading(page, 'Karta');
    },
  },
  {
    name: 'certificates',
    visit: { ...engineer, path: '/operations/certificates' },
    show: (page) => heading(page, 'Certifikat'),
  },
  {
    name: 'follow-up',
    visit: { ...manager, path: '/follow-up/comparisons' },
    async show(page) {
      await heading(page, 'Jämförelser');
      await page.getByRole('img').first().waitFor();
    },
  },
  {
    name: 'news',
    visit: { ...manager, path: '/news' },
    async show(page, running) {
      const author = await signedIn(running, 'demo-chef', assignments.management);
      await author.post('/news', { draft: opening });
      await page.reload();
      await page.getByText(opening.sv.title).first().waitFor();
    },
  },
  {
    name: 'monthly-report',
    visit: { ...engineer, path: '/operations/reports' },
    async show(page, running) {
      for (const fault of [undefined, { kind: 'reset' }] as const) {
        await running.councils.setFault(addresses.vasterbotten, fault);
        for (const id of [gunnar, tolvan, ylva])
          await running.call('ehr-norrbotten', diagnosisPath, { headers: soapHeaders, body: soapRequest({ id }) });
      }
      await page.getByLabel('Källa').selectOption(addresses.vasterbotten);
      await page.getByText('Inte uppfyllt').waitFor();
      await page.getByRole('img', { name: /Tillgänglighet och svar i tid/ }).waitFor();
    },
  },
  {
    name: 'directory',
    visit: { ...physician, path: '/directory' },
    async show(page) {
      await page.getByLabel('Sök enhet eller person').fill('hälsocentral');
      await page.getByRole('link', { name: 'Isbrytarens hälsocentral' }).first().waitFor();
    },
  },
  {
    name: 'directory-unit',
    visit: { ...physician, path: '/directory/units/SE2321000222-DEMOHC1' },
    show: (page) => page.getByRole('img', { name: /^Karta/ }).waitFor(),
  },
  {
    name: 'access-log',
    visit: { ...securityOfficer, path: '/access-log' },
    async show(page, running) {
      await read(running, 'ehr-norrbotten');
      await letRead(running, tolvan);
      await page.getByLabel('Patient').fill('19121212-1212');
      await page.getByRole('button', { name: 'Sök', exact: true }).click();
      await page.getByText('Läste diagnoser', { exact: true }).first().waitFor();
    },
  },
  {
    name: 'access-log-entry',
    visit: { ...securityOfficer, path: '/access-log' },
    async show(page, running) {
      await read(running, 'ehr-norrbotten');
      await page.getByRole('button', { name: 'Sök', exact: true }).click();
      const deed = page.getByText('Läste diagnoser', { exact: true });
      await page.getByRole('row').filter({ has: deed }).first().getByRole('link').click();
      await page.getByText('svod-2023').waitFor();
    },
  },
  {
    name: 'access-log-emergencies',
    visit: { ...securityOfficer, path: '/access-log/emergencies' },
    async show(page, running) {
      const client = await signedIn(running, 'demo-lakare', assignments.care);
      const declared = { patient: tolvan, reasonCode: 'danger-to-life', text: 'Medvetslös efter fall hemma.' };
      await client.post('/emergencies', declared);
      await page.reload();
      await page.getByText(declared.text).first().waitFor();
    },
  },
  {
    name: 'access-log-refused',
    visit: { ...securityOfficer, path: '/access-log/refused' },
    async show(page, running) {
      await read(running, 'bad/revoked');
      await page.reload();
      await page.getByText('Spärrat').waitFor();
    },
  },
  {
    name: 'access-log-extract',
    visit: { ...securityOfficer, path: '/access-log/extract' },
    async show(page, running) {
      await read(running, 'ehr-norrbotten');
      await page.getByLabel('Patient').fill('19121212-1212');
      await page.getByRole('button', { name: 'Gör utdraget' }).click();
      await page.getByText(/^Sida 1 av/).waitFor();
    },
  },
  {
    name: 'review',
    visit: { ...securityOfficer, path: '/access-log/reviews' },
    async show(page, running) {
      await letRead(running, gunnar);
      await page.getByRole('button', { name: 'Dra stickprovet' }).click();
      await heading(page, 'Stickprov');
      await page.getByRole('button', { name: 'Dra om och jämför' }).click();
      await page.getByText(/åtkomster kom igen/).waitFor();
    },
  },
  {
    name: 'integrity',
    visit: { ...securityOfficer, path: '/access-log/reviews' },
    async show(page, running) {
      // Her looking at the list is an entry of her own.
      await page.getByRole('table').or(page.getByText('Inget stickprov')).waitFor();
      const [own] = await running.log({ action: 'review:list' });
      await page.getByRole('link', { name: 'Äkthet' }).click();
      await page.getByRole('button', { name: 'Kontrollera nu' }).click();
      await page.getByText(/^Loggen är hel/).waitFor();
      await page.getByLabel('Postens nummer eller id').fill(own?.id ?? '');
      await page.getByRole('button', { name: 'Hämta beviset och räkna efter' }).click();
      await page.getByText('Nyckelns fingeravtryck').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'accessibility',
    visit: { path: '/about/accessibility' },
    show: (page) => heading(page, 'Tillgänglighet'),
  },
];

const opening = {
  kind: 'news',
  sv: {
    title: 'Läkemedel från alla tre regioner',
    text: 'Sedan i måndags visar översikten läkemedel även från Västerbotten. Saknar du något? Hör av dig till din regions förvaltning.',
  },
  regions: ['norrbotten', 'vasterbotten', 'vasternorrland'],
  audience: 'everyone',
  affectsCare: false,
  from: new Date().toISOString(),
  to: new Date(Date.now() + 7 * 86_400_000).toISOString(),
};

/** A record system reads about Tolvan, or tries to. */
function read(running: RunningBridge, who: string): Promise<Answer> {
  return running.call(who, diagnosisPath, { headers: soapHeaders, body: soapRequest() });
}

async function overview(page: Page, running: RunningBridge): Promise<void> {
  await choices(page, running, gunnar);
  await choose(page, 'acute');
  await everybodyHasAnswered(page);
}

const everybodyHasAnswered = (page: Page) => page.getByText(/^Alla \d källor har svarat/).waitFor();

async function choices(page: Page, running: RunningBridge, patient: string): Promise<void> {
  await letRead(running, patient);
  await openPatient(page, patient);
  await heading(page, 'Vad vill du läsa?');
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

async function take(browser: TestBrowser, running: RunningBridge, { name, visit = {}, show }: Picture): Promise<void> {
  for (const [suffix, viewport, isMobile] of [
    ['', desktop, false],
    ['-phone', phone, true],
  ] as const) {
    const { page, context } = await browser.visit(running, {
      ...visit,
      context: { viewport, isMobile, colorScheme: 'light', reducedMotion: 'reduce', ...visit.context },
    });
    await show(page, running);
    await running.councils.setFault(addresses.vasterbotten, undefined);
    const path = `${folder}/${name}${suffix}.png`;
    const picture = smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
    await context.close();
    await writeFile(path, picture);
    process.stdout.write(`${path} ${Math.round(picture.length / 1_000)} kB\n`);
  }
}

const wanted = process.argv.slice(2);
await buildPortal();
await mkdir(folder, { recursive: true });
/** An alert is there at once, and stays for its picture. */
const change = (config: { operations: { alerts: object } }): void => {
  config.operations.alerts = { everyMs: 500, holdMs: 200, goneMs: 2_000 };
};
const running = await startRunningBridge({ councils: { today }, change });
const browser = await startBrowser();
try {
  for (const picture of pictures)
    if (wanted.length === 0 || wanted.includes(picture.name)) await take(browser, running, picture);
} finally {
  await browser.close();
  await running.close();
}
