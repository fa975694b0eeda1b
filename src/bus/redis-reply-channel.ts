import { randomUUID } from 'node:crypto';
import type { RedisConnections } from './redis-connection.ts';
import type { Receiver, ReplyChannel } from './reply-channel.ts';

const PREFIX = 'norrbryggan:reply:';
const PULSE = Buffer.from('pulse');
const PULSE_MILLISECONDS = 2_000;
/** So long without our own pulse and the subscription is dead, whatever the socket says. */
const SILENCE_MILLISECONDS = 10_000;

/**
 * The reply channel between processes: one Redis publish/subscribe channel per bridge instance. Redis forgets what it
 * cannot deliver, so every break of the subscription is told to the receiver. The instance also publishes a pulse to
 * itself: that it comes back is the only proof that replies would.
 */
export async function openRedisChannel(redis: RedisConnections, receiver: Receiver): Promise<ReplyChannel> {
  const { asking, hearing } = redis;
  const address = randomUUID();
  const channel = PREFIX + address;
  let subscribed = false;
  let heard = performance.now();
  const silence = () => Math.round(performance.now() - heard);

  // Not ioredis's own resubscribing: it is ready before Redis has confirmed, and replies in between would be lost.
  const subscribe = async () => {
    await hearing.subscribe(channel);
    subscribed = true;
    heard = performance.now();
  };
  const reconnect = () => hearing.disconnect(true);
  const onReady = () => subscribe().catch(reconnect);
  const onClose = () => {
    subscribed = false;
    receiver.interrupted();
  };
  const onMessage = (_channel: Buffer, message: Buffer) => {
    heard = performance.now();
    if (!message.equals(PULSE)) receiver.received(message);
  };

  await subscribe();
  hearing.on('messageBuffer', onMessage).on('close', onClose).on('ready', onReady);
  const pulse = setInterval(() => {
    if (subscribed && silence() > SILENCE_MILLISECONDS) reconnect();
    // A pulse that cannot be sent is noticed by not coming back.
    asking.publish(channel, PULSE).catch(() => undefined);
  }, PULSE_MILLISECONDS).unref();

  return {
    address,
    async post(to, frame) {
      return (await asking.publish(PREFIX + to, frame)) > 0;
    },
    async listens(to) {
      const [, listeners] = await asking.pubsub('NUMSUB', PREFIX + to);
      return Number(listeners) > 0;
    },
    problems() {
      if (asking.status !== 'ready') return ['Redis is not connected.'];
      if (!subscribed) return ['The subscription to replies is broken.'];
      return silence() > SILENCE_MILLISECONDS ? [`No reply has come through Redis for ${silence()} ms.`] : [];
    },
    async close() {
      clearInterval(pulse);
      hearing.off('messageBuffer', onMessage).off('close', onClose).off('ready', onReady);
    },
  };
}
