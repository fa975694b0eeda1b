import type { CookieSerializeOptions } from '@fastify/cookie';

/** The prefix makes browsers insist on Secure, no Domain and the whole path (RFC 6265bis 4.1.3.2). */
export const cookieName = '__Host-norrbryggan';

/** Out of reach of scripts, and never sent along from another site. It has no age of its own: sessions end here. */
export const sessionCookie: CookieSerializeOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' };

export const expiredCookie: CookieSerializeOptions = { ...sessionCookie, maxAge: 0 };

/** What the browser holds in which a sign-in was begun; see sign-in/begun.ts. */
export const begunCookieName = '__Host-norrbryggan-begun';

/** Holds the id of a launch until its person has signed in; see launches/. */
export const launchCookieName = '__Host-norrbryggan-launch';

export const launchCookie: CookieSerializeOptions = { ...sessionCookie, maxAge: 600 };

/** Lax: an identity provider sends the browser back from another site. */
export const begunCookie: CookieSerializeOptions = { ...sessionCookie, sameSite: 'lax', maxAge: 600 };
