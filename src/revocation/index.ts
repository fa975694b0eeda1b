/** What is known of revocations beyond the files on disk, and that it is noticed when it changes. */
export { keepRevocation } from './keep-revocation.ts';
