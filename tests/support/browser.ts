import { existsSync } from 'node:fs';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { signedIn } from './portal-client.ts';
import type { RunningBridge } from './running-bridge.ts';

const chromiumPath = '/usr/bin/chromium';

/** Whether Debian's Chromium is here. In continuous integration a missing one is a failure. */
export function hasChromium(): boolean {
  if (existsSync(chromiumPath)) return true;
  if (process.env.CI === 'true') throw new Error('chromium is missing; install chromium');
  process.stderr.write('chromium is not installed: the tests in a browser are skipped\n');
  return false;
}

/** One Chromium for a file of tests. */
export interface TestBrowser {
  /**
   * A person at the portal in a browser of her own, signed in under the assignment when one is named, at `path`. What the
   * Content-Security-Policy refused and what went wrong in the page stands in `complaints`.
   */
  visit(running: RunningBridge, visit?: Visit): Promise<Visited>;
  close(): Promise<void>;
}

export interface Visit {
  /** A certificate of the test PKI, e.g. `demo-lakare`; left out = nobody is signed in. */
  readonly who?: string;
  /** HSA-id of a commission, see `assignments` in portal-client.ts. */
  readonly assignment?: string;
  readonly path?: string;
  readonly context?: BrowserContextOptions;
}

export interface Visited {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  readonly complaints: readonly string[];
}

export const phone = { width: 390, height: 844 } as const;
export const desktop = { width: 1280, height: 900 } as const;

export async function startBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
  });
  return {
    async visit(running, { who, assignment, path = '/', context: options } = {}) {
      const url = `https://localhost:${running.bridge.ports?.portal}`;
      const context = await browser.newContext({
        ignoreHTTPSErrors: true,
        viewport: desktop,
        locale: 'sv-SE',
        timezoneId: 'Europe/Stockholm',
        ...options,
      });
      // Shorter than a test may take: what does not come is told by its name.
      context.setDefaultTimeout(20_000);
      const complaints = await collectComplaints(context);
      if (who) {
        const { cookie = '' } = await signedIn(running, who, assignment);
        const [name = '', ...value] = cookie.split('=');
        await context.addCookies([
          { name, value: value.join('='), url, secure: true, httpOnly: true, sameSite: 'Strict' },
        ]);
      }
      const page = await context.newPage();
      await page.goto(`${url}${path}`);
      return { page, context, url, complaints };
    },
    close: () => browser.close(),
  };
}

/** Refusals are what tests are about; and a connection that was closed under the browser is one that pages ask again over. */
const isExpected = /status of 4\d\d|ERR_TOO_MANY_RETRIES/;

async function collectComplaints(context: BrowserContext): Promise<readonly string[]> {
  const complaints: string[] = [];
  await context.exposeFunction('tellOfViolation', (text: string) => complaints.push(text));
  await context.addInitScript({
    content: `document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      window.tellOfViolation(violatedDirective + ' ' + blockedURI));`,
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => {
    if (message.type() === 'error' && !isExpected.test(message.text()))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  return complaints;
}
