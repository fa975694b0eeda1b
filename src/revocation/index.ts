/** What is known of revocations beyond the files on disk, and that it is noticed when it changes. */
export { keepFetchedLists } from './keep-lists.ts';
export { createLearn } from './learn.ts';
export { createListStore } from './store.ts';
export { watchTrust } from './watch-trust.ts';
