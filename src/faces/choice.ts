import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether the reader has taken a position before reaching data of other units or care providers (active choice, aktivt
 * val), as a system with `gate: bridge` says of its user with the header `x-norrbryggan-choice: true`.
 */
export function choiceIn(headers: IncomingHttpHeaders): boolean {
  return headers['x-norrbryggan-choice'] === 'true';
}
