import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { pingForConfiguration1 as contract } from '../../src/contracts/infrastructure/ping-for-configuration-1.ts';
import { createSoapSender, messageIdHeader } from '../../src/deliveries/soap-sender.ts';
import { soapAnswer, soapFault } from '../../src/simulators/envelope.ts';
import { answer } from '../security-services/scripted-service.ts';

const labels = { id: '0b6f3f0e-6d7e-4a57-9a6e-3d3a3f6f2a11', correlationId: '1c0d6a52-7c9e-4f7e-8e12-52f6a3c1b7aa' };
const taken = answer(contract, { version: '1', pingDateTime: '20260301120000', configuration: [] });
const parts = { outgoing: { certificate: '', key: '', ca: '' }, bridgeHsaId: 'SE2321000230-DEMOBRIDGE' };
const releases: (() => Promise<unknown>)[] = [];

/** A receiver that does as it is told, and what it was sent. */
async function receiver(respond: RequestListener, facts: { timeoutMs?: number; never?: string[] } = {}) {
  const got: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    got.push({ headers: request.headers, body: Buffer.concat(await request.toArray()) });
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tjanst`;
  const sender = createSoapSender({ url, timeoutMs: 5_000, concurrency: 2, ...facts }, parts);
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  releases.push(sender.close, close);
  const post = (xml: string | Uint8Array = '<x/>') =>
    sender.post({ contract, xml }, labels, new AbortController().signal).then(
      () => 'taken',
      (thrown: Error & { failure?: string; reason?: string }) => `${thrown.failure} ${thrown.reason}`,
    );
  return { got, sender, post, close };
}

const says =
  ({ status, contentType, body }: { status: number; contentType: string; body: unknown }): RequestListener =>
  (_, response) =>
    response.writeHead(status, { 'content-type': contentType }).end(String(body));

describe('a durable message over SOAP', () => {
  afterEach(async () => {
    for (const release of releases.splice(0)) await release();
  });

  it('goes byte by byte as it is, and carries its id and correlation id', async () => {
    const { got, post } = await receiver(says(soapAnswer(taken)));
    const bytes = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><å/>', 'latin1');
    expect(await post(bytes)).toBe('taken');
    expect(got[0]?.body.equals(bytes)).toBe(true);
    expect(got[0]?.headers).toMatchObject({
      [messageIdHeader]: labels.id,
      'x-skltp-correlation-id': labels.correlationId,
      soapaction: `"${contract.soapAction}"`,
    });
  });

  it('pings', async () => {
    const { got, sender } = await receiver(says(soapAnswer(taken)));
    await sender.ping(contract, 'SE2321000222-DEMONCS', new AbortController().signal);
    expect(got[0]?.body.toString()).toContain('SE2321000222-DEMONCS');
  });

  it('is known not to have been sent when nobody is there', async () => {
    const { post, close } = await receiver(says(soapAnswer(taken)));
    await close();
    expect(await post()).toBe('not-sent unreachable');
  });

  it('may have been received when the answer does not come, breaks off or cannot be read', async () => {
    expect(await (await receiver(() => undefined, { timeoutMs: 100 })).post()).toBe('no-answer timed-out');
    expect(await (await receiver((request) => request.socket.destroy())).post()).toBe('no-answer unreachable');
    expect(await (await receiver(says(soapAnswer('<html>')))).post()).toBe('no-answer bad-data');
  });

  it('may be taken later when it is refused, and never when the receiver says so', async () => {
    const fault = says(soapFault('Server', 'EI001: 191212121212 är fel'));
    expect(await (await receiver(fault)).post()).toBe('not-now EI001');
    expect(await (await receiver(fault, { never: ['EI001'] })).post()).toBe('never EI001');
    const busy = says({ status: 503, contentType: 'text/plain', body: 'stängt' });
    expect(await (await receiver(busy)).post()).toBe('not-now http-503');
    const large = says({ status: 413, contentType: 'text/plain', body: '' });
    expect(await (await receiver(large)).post()).toBe('never http-413');
  });
});
