/**
 * The circuit breaker: after several failures in a row whoever asks is refused at once instead of waiting, until a probe
 * of the breaker's own finds that things work again. One per record system and per destination of messages.
 */
export { type Breaker, BreakerOpen, type BreakerState, createBreaker } from './breaker.ts';
