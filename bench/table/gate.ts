import { attribute, audience, conditions, issuer, newSigner, sign, unsigned } from '../../tests/saml/assertion.ts';
import { diagnosisPath, pki, request } from '../setup.ts';
import type { SecurityCalls } from '../stub/security.ts';
import { careProviderOf, councils, type Ground, told, withBridge } from './installation.ts';
import { beside, delays, slowestSource } from './latency.ts';
import { atPace } from './pace.ts';
import type { Row } from './rows.ts';

const pace = { perSecond: 5, count: 150 };
const warmUp = { perSecond: 5, count: 20 };
/** Before each security service answers. */
const delayMs = 100;
const services = ['relations', 'consents', 'blocks'] as const;
const records = 20;
const xml = { 'content-type': 'text/xml; charset=UTF-8' };

/**
 * What a gate adds that asks three services far away: one for relations, one for consents, one for blocks. A physician
 * asks, with a signed assertion of who it is, for what three care providers have. Each care provider's answer is one
 * question to the master of its blocks, whatever the number of records.
 */
export async function remoteGate(ground: Ground): Promise<Row[]> {
  const stubs = await Promise.all(
    services.map(async (name) => {
      const stub = await ground.bench.program(['bench/stub/security.ts', pki, String(delayMs)], {}, /^ready /);
      return { name, child: stub.child, url: `https://localhost:${stub.line.split(' ')[1]}` };
    }),
  );
  const signer = newSigner();
  const environment = await ground.environment((config) => {
    config.callers[0].gate = 'bridge';
    config.saml = { audiences: [audience], issuers: [{ entityId: issuer, certificates: [signer.file] }] };
    config.access = {
      services: stubs.map(({ name, url }) => ({ name, url })),
      providers: councils.map((source) => ({
        careProvider: careProviderOf(source),
        ...Object.fromEntries(services.map((name) => [name, name])),
      })),
      master: 'bridge',
    };
  });
  const call = {
    headers: { ...xml, 'x-norrbryggan-choice': 'true' },
    body: request.replace(/<(\w+):Header>/, `$&${sign(physician(), signer)}`),
  };
  const { source, gated, asked } = await withBridge(ground.bench, environment, async ({ port }) => {
    await ground.answers(...delays.map((delay) => ({ records, delayMs: delay })));
    const url = `https://localhost:${port}${diagnosisPath}`;
    await atPace({ ...call, url }, warmUp, isWhole);
    await Promise.all(stubs.map(({ child }) => told(child, {})));
    return {
      source: await atPace(slowestSource(ground), pace),
      gated: await atPace({ ...call, url }, pace, isWhole),
      asked: await Promise.all(stubs.map(({ child }) => told<SecurityCalls>(child, {}))),
    };
  });

  const sum = (of: keyof SecurityCalls): number => asked.reduce((total, calls) => total + calls[of], 0) / pace.count;
  const about = `${beside(gated.p95, source.p95)}; for each call ${sum('relations')} question of relation, ${sum('consents')} of consent, ${sum('blocks')} of blocks (${councils.length} sources) about ${sum('rows')} records`;
  const once = sum('blocks') === councils.length && sum('rows') === records * councils.length;
  return [
    {
      name: 'gate-remote',
      value: gated.p95 - source.p95,
      about,
      broken: once ? undefined : 'blocks are not asked for in one call for each answer',
    },
  ];
}

/** Every record of every source, in the header's two tags. */
function isWhole(text: string): boolean {
  return text.split('diagnosisHeader>').length - 1 === 2 * records * councils.length;
}

function physician(): string {
  const instant = (fromNow: number): string => new Date(Date.now() + fromNow).toISOString();
  return unsigned({
    conditions: conditions(`NotBefore="${instant(-60_000)}" NotOnOrAfter="${instant(600_000)}"`),
    attributes: [
      attribute('employeeHsaId', 'SE2321000230-DEMOLAKARE'),
      attribute('commissionHsaId', 'SE2321000230-DEMOMEDVOB'),
      attribute('commissionPurpose', 'Vård och behandling'),
    ].join(''),
  });
}
