import type { CookieSerializeOptions } from '@fastify/cookie';

/** The prefix makes browsers insist on Secure, no Domain and the whole path (RFC 6265bis 4.1.3.2). */
export const cookieName = '__Host-norrbryggan';

/** Out of reach of scripts, and never sent along from another site. It has no age of its own: sessions end here. */
export const sessionCookie: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' };

export const expiredCookie: CookieSerializeOptions = { ...sessionCookie, maxAge: 0 };
